"""Workbook → one document model → one small writer per format; and the sentences that explain a number."""
