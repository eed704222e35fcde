"""Courses in other languages: their texts to translators and back, and a course in a language.

A text is known by its context (the ids that lead to it, never a position) and by its words in the
course's own language. So a translation outlives every change but that of the text itself.
"""
