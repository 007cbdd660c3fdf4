"""Documents for an office: workbook, letter, print. Each needs a library of the extra `office`."""
