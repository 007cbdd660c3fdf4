"""The rules, by worked examples from named sources and by properties."""
