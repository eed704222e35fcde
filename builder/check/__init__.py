"""Rules over the typed course: one rule, one function, one code."""
