"""What a course says in xAPI: its activities, every statement that can be made, and the profile."""
