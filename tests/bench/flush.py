#!/usr/bin/python3
"""Median milliseconds of one 4 KiB append and fdatasync in DIR: what every
durable answer pays at least."""
import os
import statistics
import sys
import tempfile
import time

with tempfile.NamedTemporaryFile(dir=sys.argv[1]) as f:
    took = []
    for _ in range(300):
        start = time.perf_counter()
        os.write(f.fileno(), bytes(4096))
        os.fdatasync(f.fileno())
        took.append(time.perf_counter() - start)
print(round(statistics.median(took) * 1000, 4))
