"""clean: bytes in, Article out. Furniture goes, glued words come apart, every offset still leads to the capture."""

from pipeline.clean.article import clean

__all__ = ["clean"]
