"""Both ends of cetakd-hook for 65-hook.sh: an API that gives what stands in
DIR/notices and DIR/events (a JSON object a line), and a receiver of webhooks
that checks each signature and answers by the first line of DIR/answers, 200
when there is none.

    hookpeer.py api DIR PORT
    hookpeer.py receiver DIR PORT SECRET [CERTIFICATE KEY]

What was received stands in DIR/got, a JSON object a line.  Answers: a status,
"hang" (no answer), "flood" (200 and a body without end).
"""
import base64
import hashlib
import hmac
import http.server
import json
import os
import ssl
import sys
import threading
import time
from urllib.parse import parse_qs, urlsplit

DIR = sys.argv[2]
LOCK = threading.Lock()


def lines(name):
    path = os.path.join(DIR, name)
    if not os.path.exists(path):
        return []
    with open(path) as f:
        return [json.loads(x) for x in f if x.endswith("\n")]


class Api(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        url = urlsplit(self.path)
        query = {k: v[0] for k, v in parse_qs(url.query).items()}
        if self.headers.get("Authorization") != "Bearer abc123":
            self.send_error(401)
        elif url.path == "/v1/jobs":
            self.page([{"id": 7}], None)
        elif url.path == "/v1/jobs/7/events":
            self.listed("events", query)
        elif url.path not in ("/v1/notices", "/v1/events"):
            self.send_error(404)
        elif self.headers.get("Accept") == "text/event-stream":
            self.stream(url.path[4:])
        else:
            self.listed(url.path[4:], query)

    def page(self, items, more):
        text = json.dumps({"items": items, "next": more}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def listed(self, name, query):
        word = "after" if name == "notices" else "cursor"
        after, limit = int(query[word]), int(query["limit"])
        items = [e for e in lines(name) if e["seq"] > after]
        some = items[:limit]
        self.page(some, str(some[-1]["seq"]) if len(items) > limit else None)

    def stream(self, name):
        last = int(self.headers["Last-Event-ID"])
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b"retry: 2000\n\n")
        try:
            while True:
                for e in lines(name):
                    if e["seq"] <= last:
                        continue
                    last = e["seq"]
                    self.wfile.write(b"id: %d\nevent: x\ndata: %s\n\n" % (
                        last, json.dumps(e).encode()))
                self.wfile.write(b": \n\n")
                time.sleep(0.05)
        except OSError:
            pass


class Receiver(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def answer(self):
        path = os.path.join(DIR, "answers")
        with LOCK:
            try:
                with open(path) as f:
                    todo = f.read().split()
            except FileNotFoundError:
                todo = []
            with open(path, "w") as f:
                f.write("\n".join(todo[1:]))
        return todo[0] if todo else "200"

    def do_GET(self):  # a redirect that was followed
        self.got({"followed": self.path})
        self.send_error(404)

    def got(self, row):
        with LOCK, open(os.path.join(DIR, "got"), "a") as f:
            f.write(json.dumps(row) + "\n")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        msg, at = self.headers["webhook-id"], self.headers["webhook-timestamp"]
        key = base64.b64decode(sys.argv[4][len("whsec_"):])
        want = "v1," + base64.b64encode(hmac.new(
            key, f"{msg}.{at}.".encode() + body, hashlib.sha256).digest()
        ).decode()
        answer = self.answer()
        self.got({
            "id": msg, "answer": answer, "body": json.loads(body),
            "signed": hmac.compare_digest(
                want, self.headers["webhook-signature"]),
            "now": abs(time.time() - int(at)) < 30, "path": self.path,
            "headers": sorted(k.lower() for k in self.headers.keys()),
        })
        if answer == "hang":
            time.sleep(20)
            return
        self.send_response(200 if answer == "flood" else int(answer))
        if answer.startswith("3"):
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        try:
            while answer == "flood":
                self.wfile.write(b"x" * 65536)
        except OSError:
            pass


kind = {"api": Api, "receiver": Receiver}[sys.argv[1]]
server = http.server.ThreadingHTTPServer(
    ("127.0.0.1", int(sys.argv[3])), kind)
server.daemon_threads = True
if len(sys.argv) > 5:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[5], sys.argv[6])
    server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
