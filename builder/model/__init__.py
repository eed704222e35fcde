"""The authors' format as types: course and modules; the types of blocks are in `builder.blocks`.

`read.read_course` makes a `Course` of a folder's files and says everything that is wrong in them.
Where something is, `sound` cuts out a part that can still be checked, and `gaps` keeps what it
lacks, so that a gap is never taken for something else.
"""
