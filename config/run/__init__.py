"""`make run`: everything the product consists of, started, watched and stopped by one process."""
