"""What an LMS stored for SCORM attempts, read and told in xAPI."""
