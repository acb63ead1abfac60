"""extract: from an article's text to facts, each with its place in the text and the rule that found it."""
