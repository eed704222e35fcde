"""The set-up card: a page that tells the administrator of an LMS what to upload and what to set.

What it says of LMSs rests on docs/lms-facts.md; of those that are not in there it says so.
"""
