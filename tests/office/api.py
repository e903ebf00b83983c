"""The API over the front's Unix socket, for the programs of this folder."""
import http.client
import json
import socket
import time


class Api(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=60)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)

    def get(self, path, raw=False):
        """The answer and the seconds it took."""
        began = time.monotonic()
        self.request("GET", path)
        answer = self.getresponse()
        body = answer.read()
        took = time.monotonic() - began
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status} {body[:300]!r}")
        return (body if raw else json.loads(body)), took

    def post(self, path):
        self.request("POST", path)
        answer = self.getresponse()
        body = answer.read()
        if answer.status not in (200, 201, 202):
            raise SystemExit(f"{path}: {answer.status} {body[:300]!r}")
        return json.loads(body)
