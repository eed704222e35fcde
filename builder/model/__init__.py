"""The authors' format as types: course and modules; the types of blocks are in `builder.blocks`.

`read.read_course` makes a `Course` of a folder's files, or says everything that keeps it from
being one.
"""
