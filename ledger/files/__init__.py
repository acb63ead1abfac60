"""The register as files: any list as CSV, JSON Lines or GeoJSON, and snapshots of the whole.

    address -> selection -> statements (SQL that writes the lines) -> copying (COPY, in a thread) -> views
    nightly, or wanted -> snapshots (one transaction, every file) -> packages (what it holds) -> snapshot_views

`columns` is the one table of what a CSV holds: files, Table Schemas and the page about them follow from it.
"""
