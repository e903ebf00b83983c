#!/usr/bin/python3
"""An IPP device that counts its pages, in front of ippeveprinter, which does
not: it hands on everything and adds printer-impressions-completed, by the
lines of a log that bear its name, where that is asked for.
usage: counting.py PORT DEVICE-PORT LOG NAME"""

import http.client
import struct
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT, DEVICE, LOG, NAME = (int(sys.argv[1]), int(sys.argv[2]), sys.argv[3],
                           sys.argv[4])
ASKED = b"printer-impressions-completed"


def text(tag, name, value):
    return struct.pack(">BH", tag, len(name)) + name + struct.pack(
        ">H", len(value)) + value


def counted(answer):
    """The device's answer, whose last group is the printer's, and the count."""
    with open(LOG, encoding="ascii") as f:
        n = sum(line.startswith(NAME + " ") for line in f)
    if answer[-1:] != b"\3" or answer[2:3] != b"\0":
        return answer
    return (answer[:-1]
            + text(0x21, ASKED, struct.pack(">i", 4711 + n)) + b"\3")


class Device(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        whole = b""
        while n := int(self.rfile.readline().split(b";")[0], 16):
            whole += self.rfile.read(n)
            self.rfile.readline()
        self.rfile.readline()
        return whole

    def do_POST(self):
        request = self.body()
        c = http.client.HTTPConnection("127.0.0.1", DEVICE)
        c.request("POST", self.path, request,
                  {"Content-Type": "application/ipp",
                   "Host": f"localhost:{DEVICE}"})
        r = c.getresponse()
        status, answer = r.status, r.read()
        if request[2:4] == b"\0\x0b" and ASKED in request:
            answer = counted(answer)
        self.send_response(status)
        self.send_header("Content-Type", "application/ipp")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


ThreadingHTTPServer.daemon_threads = True
ThreadingHTTPServer(("127.0.0.1", PORT), Device).serve_forever()
