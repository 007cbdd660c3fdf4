"""The installer: the standard library and nothing else, because nothing else is there yet."""
