"""The screens: the desk, and what it asks."""
