"""The spreadsheet and what stands around it. Knows nothing of counties, of SQL or of saving."""
