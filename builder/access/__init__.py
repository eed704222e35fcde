"""The sheet of access: WCAG 2.2, criterion by criterion, for one course.

It says what the player guarantees and how that is proved, what was found in the course's own
content, and what only a person can judge. It never says that a course conforms.
"""
