"""Compile a course written in YAML to a SCORM 1.2 package or a web page."""

__version__ = "0.1.0"
