"""What can be wrong with translations."""

from __future__ import annotations

from builder.diagnostics import Rule, Severity

NO_FILE = Rule("BC551", "There is no file of translations for a language")
BROKEN_FILE = Rule("BC552", "A file of translations that cannot be read")
OWN_LANGUAGE = Rule("BC553", "A course translated into its own language")
UNTRANSLATED = Rule("BC554", "Texts that are not translated yet", Severity.WARNING)
LOST_PART = Rule("BC555", "A translation without something that its text has", Severity.WARNING)
SHOWN_MARKS = Rule("BC556", "A translation whose Markdown does not work", Severity.WARNING)

RULES = (NO_FILE, BROKEN_FILE, OWN_LANGUAGE, UNTRANSLATED, LOST_PART, SHOWN_MARKS)
