#!/usr/bin/python3
"""cetakd-render with a fault: passes the messages of core and of the real
renderer on, and spoils what it says was drawn.

Environment: SPOIL_RENDER, the real one; SPOIL_AS, a file with one of qr,
noqr, mrz, pages.  Without that file nothing is changed.
"""
import array
import json
import os
import select
import socket
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(
    os.path.realpath(__file__))), "../golden"))
from render import HEADER, MAGIC, TYPE  # noqa: E402


def spoiled(how, body):
    answer = json.loads(body)
    if how == "qr":        # another letter of the seal
        text = answer["qr"][0]
        answer["qr"][0] = text[:-1] + ("A" if text[-1] != "A" else "B")
    elif how == "noqr":
        answer["qr"] = [None] * len(answer["qr"])
    elif how == "mrz":     # the last check digit
        line = answer["mrz"][1]
        answer["mrz"][1] = line[:-1] + str((int(line[-1]) + 1) % 10)
    elif how == "pages":
        answer["pages"] += 1
    return json.dumps(answer).encode()


def changed(data):
    _, kind, ident, _, nfds, flags = HEADER.unpack(data[:HEADER.size])
    if kind != TYPE["RENDERED"] or not os.path.exists(os.environ["SPOIL_AS"]):
        return data
    with open(os.environ["SPOIL_AS"], encoding="utf-8") as f:
        body = spoiled(f.read().strip(), data[HEADER.size:])
    return HEADER.pack(MAGIC, kind, ident, len(body), nfds, flags) + body


def main():
    core = socket.socket(fileno=3)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    core.setblocking(True)
    child = subprocess.Popen(
        [os.environ["SPOIL_RENDER"], *sys.argv[1:]],
        preexec_fn=lambda: os.dup2(theirs.fileno(), 3), close_fds=False)
    theirs.close()
    ways = {core: ours, ours: core}
    while True:
        for s in select.select(list(ways), [], [])[0]:
            data, fds, _, _ = socket.recv_fds(s, 1 << 17, 8)
            if not data:
                ours.close()
                core.close()
                sys.exit(child.wait())
            rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS,
                       array.array("i", fds))] if fds else []
            ways[s].sendmsg([changed(data) if s is ours else data], rights)
            for fd in fds:
                os.close(fd)


main()
