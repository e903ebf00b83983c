#!/usr/bin/python3
"""Starts a program as systemd would: sockets handed over, READY=1 awaited.

usage: activate.py [-r] NAME=TYPE:ADDRESS... -- PROGRAM ARGUMENT...

TYPE is seqpacket or stream (ADDRESS a path) or tcp (ADDRESS a port).  Prints
"ready" when the program says so, then waits for it and ends with its code;
SIGTERM and SIGINT are passed on.  With -r, as Type=exec and Restart=always:
"ready" once it is started, and again by a new one when a signal ended it; the
sockets stay, their files are removed at the end.
"""
import os
import signal
import socket
import sys
import tempfile

restart = sys.argv[1] == "-r" and bool(sys.argv.pop(1))
at = sys.argv.index("--")
sockets, names = [], []
for word in sys.argv[1:at]:
    name, rest = word.split("=", 1)
    kind, address = rest.split(":", 1)
    if kind == "tcp":
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind(("127.0.0.1", int(address)))
    else:
        s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM
                          if kind == "stream" else socket.SOCK_SEQPACKET)
        s.bind(address)
    s.listen(16)
    sockets.append(s)
    names.append(name)

notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
path = os.path.join(tempfile.mkdtemp(), "notify")
notify.bind(path)
notify.settimeout(30)


def start():
    child = os.fork()
    if child:
        return child
    high = [os.dup(s.fileno()) for s in sockets]
    high = [os.dup2(fd, 100 + i) for i, fd in enumerate(high)]
    for i, fd in enumerate(high):
        os.dup2(fd, 3 + i, inheritable=True)
    os.closerange(3 + len(high), 200)
    os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS=str(len(high)),
                      LISTEN_FDNAMES=":".join(names))
    if not restart:
        os.environ["NOTIFY_SOCKET"] = path
    os.execv(sys.argv[at + 1], sys.argv[at + 1:])


pid = start()
for s in (signal.SIGTERM, signal.SIGINT):
    signal.signal(s, lambda n, _: os.kill(pid, n))
if restart:
    print("ready", flush=True)
    rc = -1
    while rc < 0:
        rc = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        if rc < 0:
            pid = start()
    for s in sockets:
        os.unlink(s.getsockname())
    sys.exit(rc)
try:
    while b"READY=1" not in notify.recv(4096).split(b"\n"):
        pass
    print("ready", flush=True)
except TimeoutError:
    print("not ready after 30 s", flush=True)
    os.kill(pid, signal.SIGTERM)
finally:
    os.unlink(path)
    os.rmdir(os.path.dirname(path))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
