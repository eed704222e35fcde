"""The gallery: a page that shows every block in every state of its examples, in one theme.

It is a course like any other, rendered and played by what renders and plays courses; a script
before the player does what a learner would do and then shows all pages at once (`src/main.ts`).
"""
