#!/usr/bin/python3
"""Holds live answers to the API's own description.

openapi_check.py BASE [--unix SOCKET] [--token T] [--job BODY.json]
                 [--routes ROUTE.c]

Every GET of the description is called (ids are found in the lists), the
refusals that need no state too; --job submits the body, twice with one key,
and looks at what comes of it.  An answer must have a status, a media type and
a body that the description knows, without a member that it does not name; a
body that is taken must be one that it allows.  --routes compares the
description with the front's table.  The last line says how many answers were
held.  (openapi_stock.py walks through what persons do with blanks.)"""
import argparse
import copy
import http.client
import json
import re
import socket
import sys
import uuid

import jsonschema


class Unix(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=30)
        self.unix = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.unix)


def close(schema):
    """The same, but an object may have no member that is not named."""
    if isinstance(schema, list):
        for v in schema:
            close(v)
    elif isinstance(schema, dict):
        for v in schema.values():
            close(v)
        if isinstance(schema.get("properties"), dict) and \
                "object" in schema.get("type", ()):
            schema.setdefault("additionalProperties", False)
    return schema


class Api:
    def __init__(self, args):
        self.args, self.n, self.bad = args, 0, 0
        self.doc = {}
        self.doc = json.loads(self.http("GET", "/v1/openapi.json")[2])
        self.closed = close(copy.deepcopy(self.doc["components"]))
        self.seen = set()

    def fail(self, text):
        self.bad += 1
        print("FAIL:", text)

    def http(self, method, path, body=None, headers=()):
        a = self.args
        con = Unix(a.unix) if a.unix else http.client.HTTPConnection(
            a.base.split("//")[-1].rstrip("/"), timeout=30)
        h = dict(headers)
        if a.token:
            h.setdefault("Authorization", "Bearer " + a.token)
        if h.get("Authorization") == "":
            del h["Authorization"]
        con.request(method, path, body, h)
        r = con.getresponse()
        kind = (r.getheader("Content-Type") or "").split(";")[0]
        if kind == "text/event-stream":
            data = b""
            while b"\n\n" not in data and (line := r.readline()):
                data += line
        else:
            data = r.read()
        con.close()
        return r, kind, data

    def resolve(self, v):
        while "$ref" in v:
            at = self.doc
            for k in v["$ref"][2:].split("/"):
                at = at[k]
            v = at
        return v

    def check(self, value, schema, what):
        for e in self.errors(value, schema):
            at = "/".join(map(str, e.absolute_path))
            self.fail(f"{what}: /{at}: {e.message[:200]}")

    def errors(self, value, schema):
        whole = dict(schema, components=self.closed)
        return jsonschema.Draft202012Validator(
            whole, format_checker=jsonschema.FormatChecker()
        ).iter_errors(value)

    def asked(self, op):
        """The schema of what is asked, {} when any will do."""
        content = op.get("requestBody", {}).get("content", {})
        return content.get("application/json", {}).get("schema", {})

    def call(self, template, method="GET", status=None, body=None,
             headers=(), query="", **params):
        """One request; its answer must be described.  The body as JSON."""
        op = self.doc["paths"][template][method.lower()]
        path = template
        for k, v in params.items():
            path = path.replace("{%s}" % k, str(v))
        what = f"{method} {path}{query}"
        r, kind, data = self.http(method, path + query, body, headers)
        self.n += 1
        self.seen.add((method, template, r.status))
        if body and r.status < 300 and \
                dict(headers).get("Content-Type") == "application/json":
            self.check(json.loads(body), self.asked(op), what + ": its body")
        if status and r.status != status:
            self.fail(f"{what}: status {r.status}, not {status}: "
                      f"{data[:200]!r}")
        known = op["responses"].get(str(r.status))
        known = self.resolve(known or op["responses"]["default"])
        if str(r.status) not in op["responses"] and (
                r.status < 400 or "401" in op["responses"]):
            self.fail(f"{what}: status {r.status} is not described")
        for name in ("X-Content-Type-Options", "Content-Security-Policy",
                     "Cache-Control", "Referrer-Policy"):
            if not r.getheader(name):
                self.fail(f"{what}: no {name}")
        content = known.get("content", {})
        if not data and not content:
            return None
        if kind not in content and content:
            self.fail(f"{what}: {kind} is not described for {r.status}")
            return None
        if "json" not in kind:
            return None
        value = json.loads(data)
        schema = content.get(kind, {}).get("schema")
        if schema:
            self.check(value, schema, what)
        return value

    def first(self, listing, key):
        items = (listing or {}).get("items") or []
        return items[0][key] if items else None


def reads(api):
    for path in ("/v1/templates", "/v1/printers", "/livez", "/readyz",
                 "/v1/openapi.json", "/"):
        api.call(path)
    jobs = api.call("/v1/jobs", query="?limit=2")
    if jobs and jobs["next"]:
        api.call("/v1/jobs", query="?limit=2&cursor=" + jobs["next"])
    api.call("/v1/events", query="?after=0")
    watched(api)
    api.call("/periksa", query="?id=x", status=400)
    api.call("/periksa", query="?id=0000-0000-0000-000z", status=303)
    api.call("/assets/{asset}", asset="verify.js", status=200)
    for path in ("/v1/verify/{document}", "/{document}"):
        api.call(path, document="00000000000000ZZ", status=404)
    job = api.first(jobs, "id")
    if job:
        one(api, job, jobs["items"][0]["document"])
    batch = next((j["batch"] for j in (jobs or {}).get("items", [])
                  if j["batch"]), None)
    if batch:
        api.call("/v1/batches/{id}", id=batch, status=200)
        api.call("/v1/batches/{id}/lines", id=batch, status=200)


def watched(api):
    """Printers, what is told of them, and who asks."""
    for p in (api.call("/v1/printers") or {}).get("items", []):
        api.call("/v1/printers/{name}", name=p["name"], status=200)
    api.call("/v1/printers/{name}", name="tidak-ada", status=404)
    told = api.call("/v1/notices", query="?limit=1", status=200)
    if told and told["next"]:
        api.call("/v1/notices", query="?after=" + told["next"], status=200)
    api.call("/v1/notices", query="?limit=0", status=400)
    api.call("/v1/notices", query="?after=0", status=200,
             headers={"Accept": "text/event-stream"})
    api.call("/v1/me", status=200)


def one(api, job, document):
    api.call("/v1/jobs/{id}", id=job, status=200)
    api.call("/v1/jobs/{id}/events", id=job, status=200)
    api.call("/v1/jobs/{id}/pdf", id=job)
    cost = api.call("/v1/jobs/{id}/cost", id=job, status=200)
    parts = [v for k, v in cost.items() if k not in (
        "job", "month", "running", "spoiled")]
    if cost.get("month") is None and set(parts) != {None}:
        api.fail(f"a sheet that has not come out costs {cost}")
    api.call("/v1/jobs/{id}/preview.svg", id=job, status=200)
    api.call("/v1/jobs/{id}/preview.svg", query="?page=0", id=job, status=400)
    api.call("/v1/jobs/{id}/seen", "POST", id=job)
    api.call("/v1/jobs", query=f"?q={document}&from=2020-01-01", status=200)
    api.call("/v1/verify/{document}", document=document.lower())
    api.call("/{document}", document=document)


def refusals(api):
    js = {"Content-Type": "application/json"}
    key = {"Idempotency-Key": str(uuid.uuid4())}
    api.call("/v1/jobs", "POST", 400, "{}", js)
    api.call("/v1/jobs", "POST", 400, "{", {**js, **key})
    api.call("/v1/jobs", "POST", 415, "{}", key)
    wrong = api.call("/v1/jobs", "POST", None, '{"template":"-","x":1}',
                     {**js, **key})
    if wrong and "status" not in wrong:
        api.fail("a job of no template was taken")
    api.call("/v1/jobs", query="?limit=0", status=400)
    api.call("/v1/jobs/{id}", id=999999999, status=404)
    api.call("/v1/batches/{id}", id=999999999, status=404)
    for act in ("hold", "release", "cancel", "seen"):
        api.call("/v1/jobs/{id}/" + act, "POST", 404, id=999999999)
    api.call("/v1/previews", "POST", 400, "[]", js)
    api.call("/v1/batches", "POST", 415, "{}", {**js, **key})
    if not api.args.unix:
        api.call("/v1/jobs", status=401, headers={"Authorization": ""})
        api.call("/v1/jobs", status=401,
                 headers={"Authorization": "Bearer nobody"})


def submit(api, name):
    body = open(name, "rb").read()
    head = {"Content-Type": "application/json",
            "Idempotency-Key": str(uuid.uuid4())}
    a = api.call("/v1/jobs", "POST", 201, body, head)
    b = api.call("/v1/jobs", "POST", 201, body, head)
    if a and b and a["id"] != b["id"]:
        api.fail("the same key made two jobs")
    api.call("/v1/jobs", "POST", 422, body.replace(b"{", b'{"copies":1,', 1)
             if b'"copies"' not in body else b"{}", head)
    if a:
        one(api, a["id"], a["document"])
    api.call("/v1/previews", "POST", None, body, head)
    lines = json.dumps(json.loads(body)) + "\nwrong\n"
    batch = api.call("/v1/batches", "POST", 202, lines, {
        "Content-Type": "application/x-ndjson",
        "Idempotency-Key": str(uuid.uuid4())})
    if batch:
        api.call("/v1/batches/{id}", id=batch["id"], status=200)
        api.call("/v1/batches/{id}/lines", id=batch["id"], status=200)


def routes(api, name):
    text = open(name).read()
    found = set(re.findall(
        r'\.method = "(\w+)",\s*\.path = "([^"]+)"', text))
    described = {(m.upper(), p) for p, ops in api.doc["paths"].items()
                 for m in ops}
    for m, p in sorted(found ^ described):
        api.fail(f"{m} {p}: " + ("not described" if (m, p) in found
                                 else "described, not served"))
    print(len(found), "routes")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("base")
    p.add_argument("--unix")
    p.add_argument("--token")
    p.add_argument("--job")
    p.add_argument("--routes")
    api = Api(p.parse_args())
    for name, schema in api.doc["components"]["schemas"].items():
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
        except jsonschema.SchemaError as e:
            api.fail(f"schema {name}: {e.message}")
    if api.args.routes:
        routes(api, api.args.routes)
    reads(api)
    refusals(api)
    if api.args.job:
        submit(api, api.args.job)
    print(f"{api.n} answers held to the description, {api.bad} faults")
    return 1 if api.bad else 0


if __name__ == "__main__":
    sys.exit(main())
