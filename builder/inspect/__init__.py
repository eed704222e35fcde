"""Any SCORM, cmi5 or Tin Can zip: what LMSs make of it, and what is known to go wrong in which.

The zip is a stranger's file: nothing in it is trusted, nothing is unpacked to the disk.
"""
