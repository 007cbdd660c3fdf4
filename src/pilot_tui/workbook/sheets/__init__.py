"""What goes out as a spreadsheet to be filled in, and comes back: which cells, by which headings."""
