"""An index over all entries in the memory of the process, from which a selection is counted without the database."""
