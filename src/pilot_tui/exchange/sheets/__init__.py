"""Spreadsheets and delimited text, read without trusting them."""
