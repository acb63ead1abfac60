"""The grid of a map's clusters. Pure."""

EXACT = ("site", "place", "near")  # any other precision says that a point stands for an area
FINEST = 16
PARTS = 3  # a cell's extent is known to an eighth of its sides
UNIT = 10_000_000  # whole numbers can be added and taken away without rest
