"""Runs one command and prints what it cost as JSON: `python -ISs measure.py COMMAND…`.

A process of its own, because Linux counts the memory of the process that starts a command as the
command's own; this one is tiny. CPU seconds are those of the command and all that it started;
memory is the most that any one of them held, and a build is one process.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

start = time.perf_counter()
with tempfile.TemporaryFile() as output:
    process = subprocess.Popen(sys.argv[1:], stdout=output, stderr=subprocess.STDOUT)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    output.seek(0)
    printed = output.read().decode("utf-8", errors="replace")
print(
    json.dumps(
        {
            "wall": wall,
            "cpu": used.ru_utime + used.ru_stime,
            "peak": used.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
            "code": os.waitstatus_to_exitcode(status),
            "output": printed[-2000:],
        }
    )
)
