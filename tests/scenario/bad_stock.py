#!/usr/bin/python3
"""Bad bodies for the routes of blanks, sheets and acts of two: each must get a
4xx problem that names its member, in both languages, and change nothing.

usage: bad_stock.py http.sock LETTER.json

A person, a kind, some blanks in the tray of surat-1, a held letter and a
request that waits are made first."""
import http.client
import json
import random
import socket
import sys
import time

SOCK = sys.argv[1]
LETTER = json.load(open(sys.argv[2], encoding="utf-8"))
random.seed(20261128)
TOKEN = {}
tried, failures = 0, []


class Unix(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(30)
        self.sock.connect(SOCK)


def ask(who, method, path, body=None):
    c = Unix("localhost")
    h = {"Accept-Language": random.choice(("id", "en"))}
    if body is not None:
        h["Content-Type"] = "application/json"
    if path == "/v1/jobs":
        h["Idempotency-Key"] = "stock-%016x" % random.getrandbits(64)
    if who in TOKEN:
        h["Authorization"] = "Bearer " + TOKEN[who]
    c.request(method, path, body, h)
    r = c.getresponse()
    data = r.read()
    c.close()
    return r.status, r.getheader("Content-Type", ""), data


def good(who, method, path, body=None):
    """What the test itself needs."""
    status, _, data = ask(who, method, path,
                          None if body is None else json.dumps(body))
    if status >= 300:
        sys.exit(f"{method} {path}: {status} {data[:300]!r}")
    return json.loads(data or b"null")


def judge(what, reply, member):
    """member None: the body as a whole."""
    global tried
    tried += 1
    status, ctype, data = reply
    try:
        problem = json.loads(data)
    except ValueError:
        problem = {}
    named = [e["pointer"] for e in problem.get("errors", [])]
    if not 400 <= status < 500:
        failures.append(f"{what}: status {status}: {data[:120]!r}")
    elif not ctype.startswith("application/problem+json") or not (
            problem.get("title") and problem.get("detail")):
        failures.append(f"{what}: not a problem: {data[:120]!r}")
    elif member is not None and "#" + member not in named:
        failures.append(f"{what}: {status} names {named}, not {member}: "
                        + problem["detail"])


# ---- the routes: who, a body that is well formed, what is required, and
#      values of the right type that no member may have ----

ANY = {
    "reason": ["tidak-ada", "Ink"],
    "serial": ["x1", "X 1", "X", "X1Y", "\u0661", "X" * 20 + "1", "X00..X01"],
    "first": ["x1", "X 1", "X", "\u0661", "X" * 20 + "1"],
    "last": ["Y0000009", "X9", "X0000001A", "X0000000"],
    "place": ["gudang", "tray:", "counter:a b", "tray:../x",
              "counter:" + "x" * 60],
    "kind": ["tidak-ada"],
    "date": ["kemarin", "2026-13-01", "2026-02-30", "2026-2-3", "2999-01-01",
             "20261128", "2026-11-28T"],
    "outcome": ["well", "came-out-well|not-out", "not-out|"],
    "result": ["PASS", "ok"], "paper": ["ktp", "passport"],
    "role": ["root", "Admin"], "order": ["up"], "price": [-1, 10**13],
    "seen": [["x1"], [5], [None], [["X1"]], ["X1..Y2"], ["X9..X1"],
             ["X1", ""], ["X0..X99999"], ["X0000001"] * 201, {"0": "X1"},
             ["X1....X2"], ["..X1"], ["X1.."], ["X1\u0001"]],
}
RANGE = {"first": "X0000011", "last": "X0000012"}


def routes(job, asked):
    sheet = f"/v1/jobs/{job}/"
    yield "petugas", "POST", sheet + "settle", {
        "outcome": "came-out-spoiled", "serial": "X0000001", "reason": "jam",
        "note": "a"}, ["outcome"]
    yield "petugas", "POST", sheet + "serial", {
        "serial": "X0000001", "reason": "order", "note": "a"}, [
            "serial", "reason"]
    yield "petugas", "POST", sheet + "check", {
        "result": "pass", "qr": "A", "mrz": "A", "serial": "X0000001",
        "reason": "ink", "note": "a"}, ["result"]
    yield "petugas", "POST", sheet + "hand-over", {
        "to": "Ratna", "paper": "KTP", "paper_number": "1"}, [
            "to", "paper", "paper_number"]
    yield "petugas", "POST", sheet + "reprint", {
        "reason": "ink", "note": "a"}, ["reason"]
    yield "penyelia", "POST", sheet + "approve", {}, []
    yield "penyelia", "POST", f"/v1/approvals/{asked}/approve", {}, []
    yield "penyelia", "POST", f"/v1/approvals/{asked}/refuse", {}, []
    yield "admin", "PUT", "/v1/persons/baru", {
        "full_name": "A", "title": "A", "staff_number": "1",
        "role": "operator"}, ["full_name", "role"]
    yield "admin", "PUT", "/v1/stock/kinds/baru", {"title": "A"}, ["title"]
    yield "petugas", "POST", "/v1/stock/deliveries", {
        "kind": "buku", "delivery": "SJ-2", "first": "X0000101",
        "last": "X0000102", "price": 1, "reason": "gap", "note": "a"}, [
            "kind", "delivery", "first", "last", "price"]
    yield "petugas", "POST", "/v1/stock/moves", dict(
        RANGE, to="store", order="ascending", reason="order", note="a"), [
            "first", "last", "to"]
    for what, why in (("spoils", "defect"), ("returns", "surplus"),
                      ("destructions", "end-of-use")):
        yield "petugas", "POST", "/v1/stock/" + what, dict(
            RANGE, reason=why, note="a"), ["first", "reason"]
    yield "petugas", "POST", "/v1/stock/counts", {
        "kind": "buku", "place": "store", "seen": ["X0000011..X0000020"],
        "reason": "miscount", "note": "a"}, ["kind", "place", "seen"]
    yield "petugas", "PUT", "/v1/printers/surat-1/tray", {
        "serial": "X0000002", "reason": "order", "note": "a"}, ["serial"]
    yield "petugas", "POST", "/v1/closings", {"date": "2026-01-02"}, ["date"]


WRONG = [17, -1, 1.5, True, False, [], ["x"], {}, {"x": "y"}, "", "\u0001",
         "A\u0001B", "A\nB", "A\u007fB", "W" * 5000, "\U0001F600" * 60]
BODIES = ["[]", "1", '"x"', "true", "{", "{,}", '{"a":1,"a":2}',
          '["first"]', '{"first":"a\\u0000b"}', '{"first":"\\ud800"}',
          '{"n":123456789012345678901}', "[" * 3000, "{} {}"]


def members(path, body, required):
    """(what, member, body) for each wrong value of each member."""
    for name, value in body.items():
        text = isinstance(value, str)
        wrong = WRONG if text else [
            v for v in WRONG if type(v) is not type(value)]
        wrong = wrong + ANY.get(name, [])
        if name == "to" and "moves" in path:
            wrong = wrong + ANY["place"] + ["tray:tidak-ada"]
        for v in wrong:
            # found out when it is approved
            if v in ANY.get(name, []) and "destructions" in path and \
                    name != "reason":
                continue
            # the sheet's state is looked at before what was read from it
            late = path.startswith("/v1/jobs/") and (
                name == "serial" and v in ANY[name]
                or name == "qr" and v == WRONG[-1])
            yield f"{name}={v!r:.30}", None if late else "/" + name, dict(
                body, **{name: v})
        if name in required:
            yield f"no {name}", "/" + name, {
                k: v for k, v in body.items() if k != name}
            yield f"{name}=null", "/" + name, dict(body, **{name: None})
    for name in ("warna", "", "Reason", "first\u0301", "x" * 100):
        yield f"an unknown {name!r:.20}", "/" + name, dict(body, **{name: 1})
    if required:
        yield "nothing", "/" + required[0], {}


def prepare():
    for who, role in (("petugas", "operator"), ("penyelia", "supervisor")):
        good("admin", "PUT", "/v1/persons/" + who,
             {"full_name": who, "role": role})
        TOKEN[who] = good("admin", "POST", "/v1/tokens", {
            "counter": "loket-2", "person": who})["token"]
    good("admin", "PUT", "/v1/stock/kinds/buku", {"title": "Buku"})
    good("petugas", "POST", "/v1/stock/deliveries", {
        "kind": "buku", "delivery": "SJ-1", "first": "X0000001",
        "last": "X0000100", "price": 1})
    good("petugas", "POST", "/v1/stock/moves", {
        "first": "X0000001", "last": "X0000010", "to": "tray:surat-1"})
    job = good("petugas", "POST", "/v1/jobs", dict(LETTER, hold=True))["id"]
    asked = good("petugas", "POST", "/v1/stock/destructions", dict(
        RANGE, reason="end-of-use"))["id"]
    return job, asked


def everything():
    """What no bad body may change."""
    paths = ("/v1/stock", "/v1/stock/entries?limit=200", "/v1/approvals",
             "/v1/persons", "/v1/stock/kinds", "/v1/closings",
             "/v1/stock/check", "/v1/registers")
    kept = {p: good("admin", "GET", p) for p in paths}
    kept["jobs"] = [(j["id"], j["rev"]) for j in good(
        "admin", "GET", "/v1/jobs?limit=200")["items"]
        if j["counter"] == "loket-2" and j["state"] == "held"]
    return kept


def main():
    job, asked = prepare()
    held = f"/v1/jobs/{job}"
    end = time.monotonic() + 60
    while good("admin", "GET", held)["state"] != "held":
        if time.monotonic() > end:
            sys.exit("the letter is not held")
        time.sleep(0.05)
    before = everything()
    for who, method, path, body, required in routes(job, asked):
        for what, member, bad in members(path, body, required):
            judge(f"{method} {path} {what}",
                  ask(who, method, path, json.dumps(bad)), member)
        for bad in BODIES:
            judge(f"{method} {path} {bad:.20}",
                  ask(who, method, path, bad.encode()), None)
    for name in ("Besar", "a_b", "core", "gate", "a" * 21, "a.b"):
        judge("person " + name, ask("admin", "PUT", "/v1/persons/" + name, (
            '{"full_name":"A","role":"admin"}')), "/name")
    for name in ("Besar", "1a", "a_b", "a" * 41):
        judge("kind " + name, ask("admin", "PUT", "/v1/stock/kinds/" + name,
                                  '{"title":"A"}'), "/name")
    after = everything()
    if after != before:
        failures.append("a bad body changed something: " + ", ".join(
            k for k in before if before[k] != after[k]))
    for f in failures:
        print("not refused well:", f)
    print(f"{tried} bad bodies about blanks, {len(failures)} not refused "
          "well")
    return 1 if failures or tried < 600 else 0


sys.exit(main())
