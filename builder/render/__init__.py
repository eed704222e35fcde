"""Pages as finished, accessible HTML."""
