"""Pages for other people's pages: light, without script, allowed in any frame; and oEmbed, which tells of them."""
