"""What the tests of the LRS and of the Tin Can LMS ask for."""

from tests.lrs.fixtures import lrs, tincan_lms

__all__ = ["lrs", "tincan_lms"]
