"""Packages that learners are using: reading them, comparing releases, explaining what is kept."""
