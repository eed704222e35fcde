"""Themes: where they lie, what they say, and what their colours come to."""
