#!/usr/bin/python3
"""How soon a change is seen: 200 readers of the live feed, 100 changes.

  live.py SOCKET JOB     a change is a note on JOB

Prints the 50th and 99th percentile and the worst of all sightings, in
milliseconds from the moment the change was asked for.
"""
import json
import select
import socket
import sys
import time

sys.path.insert(0, __file__.rsplit("/", 1)[0])
from api import Api  # noqa: E402

READERS = 200
CHANGES = 100


def reader(path):
    s = socket.socket(socket.AF_UNIX)
    s.connect(path)
    s.sendall(b"GET /v1/events HTTP/1.1\r\nHost: localhost\r\n"
              b"Accept: text/event-stream\r\n\r\n")
    while b"retry:" not in s.recv(4096):
        pass
    return s


def main():
    path, job = sys.argv[1], int(sys.argv[2])
    readers = [reader(path) for _ in range(READERS)]
    api = Api(path)
    poll = select.poll()
    by_fd = {}
    for s in readers:
        poll.register(s, select.POLLIN)
        by_fd[s.fileno()] = s
    seen = []
    for n in range(CHANGES):
        began = time.monotonic()
        api.post(f"/v1/jobs/{job}/seen")
        waits = set(by_fd)
        while waits:
            events = poll.poll(5000)
            if not events:
                sys.exit(f"change {n}: {len(waits)} readers saw nothing")
            at = time.monotonic()
            for fd, _ in events:
                if b"event:" in by_fd[fd].recv(65536) and fd in waits:
                    waits.discard(fd)
                    seen.append(at - began)
    seen.sort()
    print(json.dumps({
        "readers": READERS, "changes": CHANGES, "sightings": len(seen),
        "p50_ms": round(seen[len(seen) // 2] * 1000, 1),
        "p99_ms": round(seen[len(seen) * 99 // 100] * 1000, 1),
        "worst_ms": round(seen[-1] * 1000, 1)}))


main()
