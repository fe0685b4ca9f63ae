"""What a page says about its article, read from its head, its JSON-LD and the lines above the text."""
