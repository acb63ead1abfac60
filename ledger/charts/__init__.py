"""Charts of any selection of incidents: on a page, and as files that people take along."""
