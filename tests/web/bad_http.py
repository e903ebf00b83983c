#!/usr/bin/python3
"""Sends every bad request of tests/vectors/bad-http to a front and holds the
answer to index.tsv.  bad_http.py HOST PORT [PATTERN]"""
import fnmatch
import json
import os
import socket
import sys

DIR = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..",
                   "vectors", "bad-http")


def whole(data):
    """Is this a whole answer?"""
    head, blank, body = data.partition(b"\r\n\r\n")
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return blank and len(body) >= int(value)
    return False


def talk(host, port, raw):
    """The answer's bytes; what cannot be sent any more is not sent."""
    s = socket.create_connection((host, port), 10)
    data = b""
    try:
        s.sendall(raw)
    except OSError:
        pass
    s.settimeout(3)
    try:
        while not whole(data) and (chunk := s.recv(65536)):
            data += chunk
    except OSError:
        pass
    s.close()
    return data


def wrong(status, word, data):
    """Why this answer is not right, or None."""
    if not data:
        return None if status.endswith("*") else "no answer"
    line, _, rest = data.partition(b"\r\n")
    got = line.decode("latin-1").split(" ")[1]
    head, _, body = rest.partition(b"\r\n\r\n")
    if not got.startswith("4") and status != "505":
        return f"status {got}"
    if status.isdigit() and got != status:
        return f"status {got}, not {status}"
    if word.encode() not in data:
        return f"does not say {word}: {body[:200]!r}"
    if b"application/problem+json" in head:
        p = json.loads(body)
        if str(p["status"]) != got or not p["detail"]:
            return "problem without status or detail"
    elif status.isdigit() and word and b"text/html" not in head:
        return "no problem+json"
    return None


def main():
    host, port = sys.argv[1], int(sys.argv[2])
    pattern = sys.argv[3] if len(sys.argv) > 3 else "*"
    n = bad = 0
    for row in open(os.path.join(DIR, "index.tsv")):
        name, status, word = row.rstrip("\n").split("\t")
        if not fnmatch.fnmatch(name, pattern):
            continue
        raw = open(os.path.join(DIR, name), "rb").read()
        why = wrong(status, word, talk(host, port, raw))
        n += 1
        if why:
            bad += 1
            print(f"{name}: {why}")
    alive = talk(host, port, b"GET /livez HTTP/1.1\r\nHost: x\r\n"
                 b"Connection: close\r\n\r\n")
    if b'{"live":true}' not in alive:
        bad += 1
        print("front does not answer /livez afterwards")
    print(f"{n} bad requests, {bad} answered wrongly")
    return 1 if bad or n == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
