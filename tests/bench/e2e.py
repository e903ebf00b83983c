#!/usr/bin/python3
"""From an HTTP request to a job that cupsd has accepted: posts COUNT jobs on
CLIENTS kept connections and reads the event stream until core has noted a
CUPS job for each.

usage: e2e.py http.sock JOB.json PHOTO|- COUNT CLIENTS
Prints {"count", "wall"} (seconds from the first request to the last note).
"""
import http.client
import json
import os
import re
import socket
import sys
import threading
import time

SOCK, JOB, PHOTO = sys.argv[1:4]
COUNT, CLIENTS = int(sys.argv[4]), int(sys.argv[5])


class Unix(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(SOCK)


def body():
    job = open(JOB, "rb").read()
    if PHOTO == "-":
        return job, "application/json"
    edge = b"bench-edge"
    return (b"--" + edge + b'\r\nContent-Disposition: form-data; name="job"'
            b"\r\nContent-Type: application/json\r\n\r\n" + job
            + b"\r\n--" + edge + b"\r\nContent-Disposition: form-data; "
            b'name="photo"; filename="p.jpg"\r\nContent-Type: image/jpeg'
            b"\r\n\r\n" + open(PHOTO, "rb").read()
            + b"\r\n--" + edge + b"--\r\n",
            "multipart/form-data; boundary=bench-edge")


def newest():
    c = Unix("localhost")
    c.request("GET", "/v1/jobs?limit=1")
    items = json.loads(c.getresponse().read())["items"]
    return items[0]["id"] if items else 0


def answer(sock):
    """The status of the next answer; its body is read past."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += sock.recv(65536)
    head, body = data.split(b"\r\n\r\n", 1)
    size = int(re.search(rb"(?i)content-length: (\d+)", head)[1])
    while len(body) < size:
        body += sock.recv(65536)
    return int(head.split(b" ", 2)[1])


def post(count, run, data, ctype):
    # by hand: a counter's machine is not part of what is measured
    c = Unix("localhost")
    c.connect()
    head = (f"POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\n"
            f"Content-Type: {ctype}\r\nContent-Length: {len(data)}\r\n")
    for i in range(count):
        c.sock.sendall(f"{head}Idempotency-Key: {run}-{i}\r\n\r\n".encode()
                       + data)
        status = answer(c.sock)
        if status != 201:
            sys.exit(f"status {status}")


def last_event(job):
    if not job:
        return 0
    c = Unix("localhost")
    c.request("GET", f"/v1/jobs/{job}/events?limit=200")
    return max(e["seq"] for e in json.loads(c.getresponse().read())["items"])


def wait(stream, before):
    noted = set()
    for line in stream:
        if not line.startswith(b"data:") or not (
                b"cups_job" in line or b"rejected" in line):
            continue
        e = json.loads(line[5:])
        if e["job"] > before and (e.get("evidence") or {}).get("cups_job"):
            noted.add(e["job"])
            if len(noted) == COUNT:
                return
        if e["job"] > before and e["to"] == "rejected":
            sys.exit("a job was rejected")


def main():
    data, ctype = body()
    before = newest()
    c = Unix("localhost")
    c.request("GET", "/v1/events", headers={
        "Last-Event-ID": str(last_event(before))})
    stream = c.getresponse()
    run = os.urandom(6).hex()
    threads = [threading.Thread(target=post, args=(
        COUNT // CLIENTS, f"{run}-{k}", data, ctype))
        for k in range(CLIENTS)]
    start = time.monotonic()
    for t in threads:
        t.start()
    wait(stream, before)
    wall = time.monotonic() - start
    print(json.dumps({"count": COUNT, "wall": wall}))
    os._exit(0)


main()
