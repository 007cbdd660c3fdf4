"""The review desk for county pilot programmes."""

__version__ = "0.1.0"
