"""See pane.py."""
