"""How exactly places are known, and the grid of a map's clusters. Pure."""

AREAS = ("adm2", "adm1")  # known to a district, known to a province
FINEST = 16
PARTS = 3  # a cell's extent is known to an eighth of its sides
UNIT = 10_000_000  # whole numbers can be added and taken away without rest
