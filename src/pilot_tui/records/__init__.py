"""Typed text in, stored values out: what a person, a spreadsheet or a script may write into the file.

Only `rows` imports pydantic; the modules an edit needs load in milliseconds.
"""
