"""Pure rules: rows in, exact figures out. No SQL, no clock, no files, no screen, no words."""
