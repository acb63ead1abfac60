"""Maps without anybody's tiles: outlines that come with the code, places drawn as exactly as they are known."""
