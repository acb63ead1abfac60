"""How many: incidents counted by time, by facet, by cell of a map, for any selection, at any moment of the ledger.

What is counted is kept in memory by selection and head, and carried to the next head by the editions between the two.
"""
