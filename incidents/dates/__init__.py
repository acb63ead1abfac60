"""Uncertain dates: spans (span.py), EDTF (edtf.py), words (words.py), Solar Hijri (solar.py), JSON (document.py)."""
