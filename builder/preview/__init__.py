"""The local server with an LMS in it: shows the course while it is written.

Takes a course's folder; gives pages, findings and an LMS to a browser on this machine. Nothing is
written into the course, and nobody else can reach the server.
"""
