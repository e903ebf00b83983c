#!/usr/bin/python3
"""Stands in for core in tests of the gate and of press.

  fakecore.py gate SOCKET FOLDER    answers gates; FOLDER/seen keeps the
                                    permits given (they outlive a restart),
                                    FOLDER/log has a line per message,
                                    FOLDER/refuse makes it refuse
  fakecore.py press PROGRAM LINES   runs press and sends it, for each line of
                                    standard input, "TYPE JSON [FILE]";
                                    prints every message as "TYPE JSON"
"""

import array
import json
import os
import selectors
import socket
import struct
import subprocess
import sys

HEADER = struct.Struct("=IIQIHH")
MAGIC = 0x4B544543
TYPES = """- REQUEST REPLY EVENT HELLO SIGN SIGNED TEMPLATE RENDER RENDERED PHOTO
PHOTO_OK QUEUE UNQUEUE PRINT PRINTED WITHDRAW STATE CHECK PERMIT RESUME REPORT
GO REFUSED NOTED OK FAULT""".split()


def send(sock, kind, ident, body, fds=()):
    data = body.encode()
    head = HEADER.pack(MAGIC, TYPES.index(kind), ident, len(data), len(fds), 0)
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", fds))]
    sock.sendmsg([head, data], rights if fds else [])


def receive(sock):
    """(type, id, body), None at the end."""
    data = sock.recv(65536)
    if not data:
        return None
    magic, kind, ident, size, _, _ = HEADER.unpack_from(data)
    assert magic == MAGIC and size == len(data) - HEADER.size
    return TYPES[kind], ident, data[HEADER.size:].decode()


class Gates:
    def __init__(self, folder):
        self.folder = folder
        self.path = os.path.join(folder, "seen")
        self.seen = set()
        if os.path.exists(self.path):
            with open(self.path, encoding="utf-8") as f:
                self.seen = set(f.read().split("\n"))

    def answer(self, kind, body):
        who = " ".join(body.split()[:2])
        if kind == "PERMIT":
            refuse = os.path.exists(os.path.join(self.folder, "refuse"))
            if refuse or who in self.seen:
                return "REFUSED", "no"
            with open(self.path, "a", encoding="utf-8") as f:
                f.write(who + "\n")
                f.flush()
                os.fsync(f.fileno())
            self.seen.add(who)
            return "GO", ""
        if kind == "RESUME":
            return ("GO", "") if who in self.seen else ("REFUSED", "unknown")
        assert kind == "REPORT"
        return "NOTED", ""

    def serve(self, sock):
        message = receive(sock)
        if message is None:
            return False
        kind, ident, body = message
        word, text = self.answer(kind, body)
        log = os.path.join(self.folder, "log")
        with open(log, "a", encoding="utf-8") as f:
            f.write(f"{kind} {body} -> {word}\n")
        send(sock, word, ident, text)
        return True


def run_gate(path, folder):
    gates = Gates(folder)
    if os.path.exists(path):
        os.unlink(path)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listener.bind(path)
    listener.listen(16)
    ready = selectors.DefaultSelector()
    ready.register(listener, selectors.EVENT_READ)
    while True:
        for key, _ in ready.select():
            if key.fileobj is listener:
                ready.register(listener.accept()[0], selectors.EVENT_READ)
                continue
            try:
                alive = gates.serve(key.fileobj)
            except ConnectionError:
                alive = False
            if not alive:
                ready.unregister(key.fileobj)
                key.fileobj.close()


def run_press(program):
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)

    def place():
        os.dup2(theirs.fileno(), 3)
        os.set_inheritable(3, True)

    child = subprocess.Popen([program, "-d"], preexec_fn=place, pass_fds=(3,))
    theirs.close()
    ready = selectors.DefaultSelector()
    ready.register(ours, selectors.EVENT_READ)
    ready.register(0, selectors.EVENT_READ)
    ident = 0
    pending = b""
    while True:
        for key, _ in ready.select():
            if key.fileobj is ours:
                message = receive(ours)
                if message is None:
                    return child.wait()
                print(message[0], message[2], flush=True)
                continue
            more = os.read(0, 65536)
            if not more:
                ours.close()
                return child.wait()
            pending += more
            while b"\n" in pending:
                line, pending = pending.split(b"\n", 1)
                kind, _, rest = line.decode().partition(" ")
                body, end = json.JSONDecoder().raw_decode(rest)
                name = rest[end:].strip()
                fds = [os.open(name, os.O_RDONLY)] if name else []
                ident += 1
                send(ours, kind, ident, json.dumps(body), fds)
                for fd in fds:
                    os.close(fd)


if __name__ == "__main__":
    if sys.argv[1] == "gate":
        run_gate(*sys.argv[2:4])
    else:
        sys.exit(run_press(sys.argv[2]))
