"""Pages about the register: written in Markdown in about/, read once, shown in the frame of every page."""
