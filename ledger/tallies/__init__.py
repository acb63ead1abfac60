"""How many: incidents counted by time, by facet, by cell of a map, for any selection, at any moment of the ledger.

What is counted is kept in memory by selection and head, and carried to the next head by the editions between the two.
"""

from ledger.tallies.areas import areas
from ledger.tallies.breakdowns import breakdown
from ledger.tallies.clusters import clusters
from ledger.tallies.facets import facets
from ledger.tallies.histograms import histogram, total

__all__ = ["areas", "breakdown", "clusters", "facets", "histogram", "total"]
