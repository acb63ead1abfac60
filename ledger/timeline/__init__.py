"""The timeline that every list of incidents is shown as: its chart, lanes, facets, chips, and what surrounds it.

Pure, but for the questions of chains.py, names.py and jumps.py. The pages put the parts together.
"""
