"""What the tests of the cmi5 LMS ask for."""

from tests.lrs.fixtures import cmi5_lms, lrs

__all__ = ["cmi5_lms", "lrs"]
