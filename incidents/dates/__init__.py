"""Uncertain dates: the span (span.py), EDTF in and out (edtf.py), words to bounds (words.py), Solar Hijri (solar.py)."""
