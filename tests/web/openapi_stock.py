#!/usr/bin/python3
"""Walks through what persons do with blanks and sheets, each answer held to
the API's description (openapi_check.py), each body that is sent too.

openapi_stock.py BASE --unix SOCKET --device FOLDER --templates FOLDER
    --approved TEMPLATE

The office is empty of blanks and its printer paspor-1 holds passports; FOLDER
is its device's (lib.sh), TEMPLATE is a letter that takes approval.  A body that the
description does not allow must be refused by the server with the member's
name.  At the end each route that names its refusals must have given each
status that it names."""
import argparse
import base64
import copy
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid

from openapi_check import Api

KIND, TRAY = "buku-paspor", "paspor-1"
JSON = "application/json"
NOBODY = 999999999


def serial(n):
    return f"X{n:07}"


class Walk:
    def __init__(self, api):
        self.api, self.token, self.good = api, {}, {}

    def call(self, who, template, method="GET", status=200, body=None,
             rev=None, query="", **params):
        """By a person, "admin" or a counter; a body that was taken is kept to
        be spoiled later."""
        api, head = self.api, {}
        if who != "admin":
            head["Authorization"] = "Bearer " + self.token[who]
        if rev is not None:
            head["If-Match"] = f'"{rev}"'
        data = None
        if body is not None:
            head["Content-Type"] = JSON
            data = json.dumps(body)
            if status < 300:
                self.good[method, template] = who, body, params
        if method == "POST" and template in ("/v1/jobs", "/v1/berita-acara",
                                             "/v1/reports"):
            head["Idempotency-Key"] = str(uuid.uuid4())
        return api.call(template, method, status, data, head, query, **params)

    def post(self, who, template, body=None, status=200, **more):
        return self.call(who, template, "POST", status, body, **more)

    def named(self, problem, pointer, what):
        got = [e["pointer"] for e in (problem or {}).get("errors", [])]
        if "#" + pointer not in got:
            self.api.fail(f"{what}: {got} does not name {pointer}")

    def want(self, what, got, wanted):
        if got != wanted:
            self.api.fail(f"{what}: {got!r}, not {wanted!r}")

    def until(self, job, *states, reason=None):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            j = self.call("admin", "/v1/jobs/{id}", id=job)
            if j["state"] in states and (
                    reason is None or (j["reason"] or {}).get("code")
                    == reason):
                return j
            time.sleep(0.1)
        sys.exit(f"FAIL: job {job} is {j['state']} {j['reason']}, not "
                 f"{states} {reason}")

    def approve(self, asked, by="penyelia", status=200):
        return self.post(by, "/v1/approvals/{id}/approve", {}, status,
                         id=asked["id"])


# ---- persons, kinds, deliveries, trays ----

def persons(w):
    for who, role in (("petugas", "operator"), ("penyelia", "supervisor"),
                      ("pergi", "operator")):
        w.call("admin", "/v1/persons/{name}", "PUT", 200, {
            "full_name": who + " Contoh", "role": role,
            "title": "Pranata Komputer", "staff_number": "19800101"},
            name=who)
        t = w.post("admin", "/v1/tokens", {"counter": "loket-1",
                                           "person": who}, 201)
        w.want("whose token", t["person"], who)
        w.token[who] = t["token"]
    t = w.post("admin", "/v1/tokens", {"counter": "loket-1"}, 201)
    w.want("whose token", t["person"], None)
    w.token["loket"], w.token["nobody"] = t["token"], "nobody"
    w.post("admin", "/v1/tokens", {"counter": "loket-1", "person": "x"}, 422)
    w.call("pergi", "/v1/persons")
    w.call("admin", "/v1/persons/{name}", "DELETE", 204, name="pergi")
    w.call("pergi", "/v1/persons", status=401)
    here = {p["name"]: p["here"] for p in w.call("loket", "/v1/persons")
            ["items"]}
    w.want("who is here", here, {"petugas": True, "penyelia": True,
                                 "pergi": False})
    w.call("petugas", "/v1/persons/{name}", "DELETE", 403, name="pergi")
    w.call("admin", "/v1/persons/{name}", "DELETE", 404, name="tidak-ada")
    person = {"full_name": "A", "role": "admin"}
    w.call("petugas", "/v1/persons/{name}", "PUT", 403, person, name="a")
    for name in ("core", "Besar", "a_b", "a" * 21):
        w.named(w.call("admin", "/v1/persons/{name}", "PUT", 422, person,
                       name=name), "/name", "person " + name)


def stock(w):
    w.call("petugas", "/v1/stock/kinds/{name}", "PUT", 403, {"title": "A"},
           name=KIND)
    w.named(w.call("admin", "/v1/stock/kinds/{name}", "PUT", 422,
                   {"title": "A"}, name="1-a"), "/name", "kind")
    w.call("admin", "/v1/stock/kinds/{name}", "PUT", 200,
           {"title": "Buku paspor 48 hlm."}, name=KIND)
    w.want("kinds", [k["name"] for k in w.call("loket", "/v1/stock/kinds")
                     ["items"]], [KIND])
    some = {"kind": KIND, "delivery": "SJ-7", "first": serial(1),
            "last": serial(100), "price": 150000}
    w.post("loket", "/v1/stock/deliveries", some, 403)
    w.named(w.post("petugas", "/v1/stock/deliveries",
                   dict(some, kind="tidak-ada"), 404), "/kind", "delivery")
    w.want("received", w.post("petugas", "/v1/stock/deliveries", some),
           {"blanks": 100})
    w.named(w.post("petugas", "/v1/stock/deliveries", some, 409), "/first",
            "delivery")
    gap = dict(some, first=serial(111), last=serial(120))
    w.named(w.post("petugas", "/v1/stock/deliveries", gap, 422), "/reason",
            "a gap")
    w.named(w.post("petugas", "/v1/stock/deliveries",
                   dict(gap, reason="other"), 422), "/note", "a gap")
    w.post("petugas", "/v1/stock/deliveries",
           dict(gap, reason="other", note="peti kedua belum datang"))
    move = {"first": serial(1), "last": serial(50), "to": "counter:loket-1"}
    w.post("loket", "/v1/stock/moves", move, 403)
    w.post("petugas", "/v1/stock/moves", move)
    w.named(w.post("petugas", "/v1/stock/moves", dict(
        move, to="tray:tidak-ada"), 422), "/to", "no tray")
    w.named(w.post("petugas", "/v1/stock/moves", dict(
        move, first=serial(901), last=serial(902)), 404), "/first", "no blank")
    w.post("petugas", "/v1/stock/moves", {
        "first": serial(1), "last": serial(30), "to": "tray:" + TRAY,
        "order": "ascending"})
    b = w.call("loket", "/v1/stock/blanks/{name}", name=serial(1))
    w.want("where it is", (b["place"], b["state"], b["job"]),
           ("tray:" + TRAY, "at-counter", None))
    w.call("loket", "/v1/stock/blanks/{name}", status=404, name=serial(900))
    w.call("loket", "/v1/stock/blanks/{name}", status=422, name="x")
    tray = [p["tray"] for p in w.call("loket", "/v1/printers")["items"]
            if p["name"] == TRAY]
    w.want("its tray", tray, [{"kind": KIND, "next": serial(1), "blanks": 30,
                               "confirmed": True}])


# ---- sheets ----

def passport(w, **more):
    folder = w.api.args.templates
    job = json.load(open(f"{folder}/paspor/contoh.json", encoding="utf-8"))
    photo = open(f"{folder}/contoh/portrait-a.jpg", "rb").read()
    job.update(more, photo=base64.b64encode(photo).decode())
    j = w.post("petugas", "/v1/jobs", job, 201)
    w.want("who submitted", (j["person"], j["serial"]), ("petugas", None))
    return j["id"]


def letter(w, template, **more):
    job = json.load(open(w.api.args.templates + "/surat-rekomendasi/"
                         "contoh.json", encoding="utf-8"))
    job.update(more, template=template)
    return w.post("petugas", "/v1/jobs", job, 201)["id"]


def scanned(w, job):
    """What a scanner reads from the page: its QR, its MRZ as one line."""
    data = w.api.http("GET", f"/v1/jobs/{job}/pdf")[2]
    with tempfile.TemporaryDirectory() as d:
        with open(d + "/p.pdf", "wb") as f:
            f.write(data)
        subprocess.run(["pdftoppm", "-r", "300", "-png", "-singlefile",
                        d + "/p.pdf", d + "/p"], check=True)
        qr = subprocess.run(
            ["zbarimg", "--raw", "-q", "--nodbus", "-Sdisable",
             "-Sqrcode.enable", d + "/p.png"], check=True,
            capture_output=True, text=True).stdout.strip()
        text = subprocess.run(["pdftotext", "-layout", d + "/p.pdf", "-"],
                              check=True, capture_output=True,
                              text=True).stdout
    lines = [x.replace(" ", "") for x in text.split("\n")]
    return qr, "".join(x for x in lines if len(x) == 44)


def sheet(w):
    """Printed, checked, handed over."""
    job = passport(w)
    j = w.until(job, "printed")
    w.want("its blank", j["serial"], serial(1))
    qr, mrz = scanned(w, job)
    path = "/v1/jobs/{id}/check"
    scan = {"result": "pass", "qr": qr, "mrz": mrz, "serial": serial(1)}
    w.post("loket", path, scan, 403, id=job)
    w.post("petugas", path, scan, 404, id=NOBODY)
    w.post("petugas", path, scan, 412, id=job, rev=j["rev"] + 5)
    for member in ("qr", "mrz", "serial"):
        part = {k: v for k, v in scan.items() if k != member}
        w.named(w.post("petugas", path, part, 422, id=job), "/" + member,
                "a scan without it")
    w.named(w.post("petugas", path, dict(scan, result="fail"), 422, id=job),
            "/reason", "a failed check")
    hand, give = "/v1/jobs/{id}/hand-over", {
        "to": "Ratna Kusumaningtyas", "paper": "KTP", "paper_number": "5202"}
    w.post("petugas", hand, give, 409, id=job)
    j = w.post("petugas", path, scan, id=job, rev=j["rev"])
    w.want("checked", j["state"], "ready")
    w.post("petugas", path, scan, 409, id=job)
    w.post("loket", hand, give, 403, id=job)
    w.post("petugas", hand, give, 404, id=NOBODY)
    w.post("petugas", hand, give, 412, id=job, rev=j["rev"] + 5)
    j = w.post("petugas", hand, give, id=job, rev=j["rev"])
    w.want("handed over", j["state"], "issued")
    return job


def jam(w):
    """A sheet in doubt, and the number of its blank.  cupsd's own backend now
    and then calls a failed document printed: then it is tried again."""
    stop = w.api.args.device + "/rc"
    for _ in range(12):
        with open(stop, "w", encoding="ascii") as f:
            f.write("1\n")
        j = w.until(passport(w), "doubt", "printed")
        os.unlink(stop)
        if j["state"] == "doubt":
            return j, int(j["serial"][1:])
    sys.exit("FAIL: the device cannot be made to fail")


def doubt(w):
    """A jam settled three ways, the last spoiled."""
    path = "/v1/jobs/{id}/settle"
    tray = "/v1/printers/{name}/tray"
    ends = [({"outcome": "not-out"}, "voided"),
            ({"outcome": "came-out-well"}, "printed"),
            ({"outcome": "came-out-spoiled", "reason": "jam"}, "spoiled")]
    for body, state in ends:
        j, n = jam(w)
        job = j["id"]
        if state != "voided":
            w.named(w.post("petugas", path, body, 422, id=job), "/serial",
                    "settling without the serial")
            body["serial"] = serial(n)
        w.post("loket", path, body, 403, id=job)
        w.post("petugas", path, body, 404, id=NOBODY)
        w.post("petugas", path, body, 412, id=job, rev=j["rev"] + 5)
        j = w.post("petugas", path, body, id=job, rev=j["rev"])
        w.want("settled", j["state"], state)
        w.post("petugas", path, body, 409, id=job)
        w.want("not confirmed", [p["tray"]["confirmed"] for p in w.call(
            "loket", "/v1/printers")["items"] if p["name"] == TRAY], [False])
        right = {"serial": serial(n + 1)}
        w.call("loket", tray, "PUT", 403, right, name=TRAY)
        w.call("petugas", tray, "PUT", 404, right, name="tidak-ada")
        w.named(w.call("petugas", tray, "PUT", 404, {"serial": serial(900)},
                       name=TRAY), "/serial", "an unknown serial")
        w.call("petugas", tray, "PUT", 409, {"serial": serial(1)}, name=TRAY)
        w.named(w.call("petugas", tray, "PUT", 422, {
            "serial": serial(n + 2)}, name=TRAY), "/reason", "another serial")
        w.call("petugas", tray, "PUT", 200, right, name=TRAY)
    return job, n


def anew(w, spoiled, n):
    """Printed anew by two, on plain paper by one; its serial put right."""
    path, why = "/v1/jobs/{id}/reprint", {"reason": "jam"}
    w.post("loket", path, why, 403, id=spoiled)
    w.post("petugas", path, why, 404, id=NOBODY)
    asked = w.post("petugas", path, why, 202, id=spoiled)
    w.want("asked for", (asked["act"], asked["job"], asked["state"],
                         asked["body"]), ("reprint", spoiled, "waiting", why))
    other = w.post("penyelia", path, {"reason": "other", "note": "coba"},
                   202, id=spoiled)
    w.want("both wait", [a["id"] for a in w.call("loket", "/v1/approvals")
                         ["items"]], [asked["id"], other["id"]])
    w.approve(other, status=403)
    refuse = "/v1/approvals/{id}/refuse"
    w.post("petugas", refuse, {}, 403, id=other["id"])
    w.post("penyelia", refuse, {}, 404, id=NOBODY)
    a = w.post("penyelia", refuse, {}, id=other["id"])
    w.want("refused", (a["state"], a["decided_by"]), ("refused", "penyelia"))
    w.post("penyelia", refuse, {}, 409, id=other["id"])
    w.approve(asked, "petugas", 403)
    w.approve({"id": NOBODY}, status=404)
    w.want("approved", w.approve(asked)["state"], "done")
    w.approve(asked, status=409)
    again = w.call("admin", "/v1/jobs", query="?limit=1")["items"][0]
    w.want("copy 2", (again["copy"], again["person"]), (2, "petugas"))
    j = w.until(again["id"], "printed")
    w.want("its blank", j["serial"], serial(n + 1))
    right(w, again["id"], n + 1)
    # plain paper
    job = letter(w, "surat-rekomendasi")
    w.post("petugas", path, {"reason": "ink"}, 409, id=job)
    j = w.until(job, "printed")
    w.post("petugas", path, {"reason": "ink"}, 412, id=job, rev=j["rev"] + 5)
    w.named(w.post("petugas", path, {"reason": "other"}, 422, id=job),
            "/note", "another reason")
    j = w.post("petugas", path, {"reason": "ink", "note": "pucat"}, 201,
               id=job, rev=j["rev"])
    w.want("copy 2", (j["copy"], j["serial"]), (2, None))
    w.until(j["id"], "printed")
    w.want("the old one", w.until(job, "spoiled")["state"], "spoiled")
    w.named(w.post("petugas", "/v1/jobs/{id}/check", {
        "result": "pass", "serial": serial(20)}, 422, id=j["id"]), "/qr",
        "no code")
    j = w.post("petugas", "/v1/jobs/{id}/check", {
        "result": "fail", "reason": "shifted"}, id=j["id"])
    w.want("failed", j["state"], "spoiled")


def right(w, job, n):
    path, it = "/v1/jobs/{id}/serial", {"serial": serial(n + 2),
                                        "reason": "order"}
    w.post("loket", path, it, 403, id=job)
    w.post("petugas", path, it, 404, id=NOBODY)
    w.named(w.post("petugas", path, dict(it, serial=serial(900)), 404,
                   id=job), "/serial", "an unknown serial")
    w.post("petugas", path, dict(it, serial=serial(1)), 409, id=job)
    w.named(w.post("petugas", path, dict(it, reason="ink"), 422, id=job),
            "/reason", "a reason for another act")
    j = w.post("petugas", path, it, id=job)
    w.want("put right", (j["state"], j["serial"]), ("printed", serial(n + 2)))
    b = w.call("loket", "/v1/stock/blanks/{name}", name=serial(n))
    w.want("given back", (b["state"], b["job"]), ("at-counter", None))
    b = w.call("loket", "/v1/stock/blanks/{name}", name=serial(n + 2))
    w.want("bound", (b["state"], b["job"]), ("released", job))


def approval(w):
    """A letter that another person must approve."""
    path, job = "/v1/jobs/{id}/approve", letter(w, w.api.args.approved)
    j = w.until(job, "held")
    w.want("waits", j["needs_approval"], True)
    w.post("admin", "/v1/jobs/{id}/release", None, 403, id=job)
    w.post("loket", path, {}, 403, id=job)
    w.post("petugas", path, {}, 403, id=job)
    w.post("penyelia", path, {}, 404, id=NOBODY)
    w.post("penyelia", path, {}, 412, id=job, rev=j["rev"] + 5)
    w.named(w.post("penyelia", path, {"x": 1}, 422, id=job), "/x",
            "an unknown member")
    j = w.post("penyelia", path, {}, id=job, rev=j["rev"])
    w.want("approved", (j["state"], j["needs_approval"]), ("queued", False))
    w.until(job, "printed")
    w.post("penyelia", path, {}, 409, id=job)
    # one person's reprint of it waits for another's approval too
    anew = w.post("petugas", "/v1/jobs/{id}/reprint", {"reason": "ink"}, 201,
                  id=job)["id"]
    w.want("waits again", w.until(anew, "held")["needs_approval"], True)
    w.post("penyelia", path, {}, id=anew)
    w.until(anew, "printed")


# ---- blanks that leave, counts, the day ----

def leave(w, n):
    spoil, back = "/v1/stock/spoils", "/v1/stock/returns"
    for path, why, at in ((spoil, "defect", 40), (back, "surplus", 42)):
        body = {"first": serial(at), "last": serial(at + 1), "reason": why}
        w.post("loket", path, body, 403)
        w.post("petugas", path, dict(body, first=serial(900),
                                     last=serial(900)), 404)
        w.named(w.post("petugas", path, dict(body, reason="gap"), 422),
                "/reason", "a reason for another act")
        w.named(w.post("petugas", path, dict(body, last=serial(at - 1)), 422),
                "/last", "no range")
        w.want("both", w.post("petugas", path, body), {"blanks": 2})
        w.post("petugas", path, body, 409)
    w.post("petugas", "/v1/stock/moves", {
        "first": serial(40), "last": serial(40), "to": "store"}, 409)
    path = "/v1/stock/destructions"
    body = {"first": serial(n), "reason": "end-of-use"}
    w.post("loket", path, body, 403)
    w.named(w.post("petugas", path, dict(body, reason="ink"), 422), "/reason",
            "a reason for another act")
    w.approve(w.post("petugas", path, body, 202))
    b = w.call("loket", "/v1/stock/blanks/{name}", name=serial(n))
    w.want("destroyed", b["state"], "destroyed")
    # each of these is found out when it is approved, and waits on
    for first, status in ((35, 409), (900, 404)):
        w.approve(w.post("petugas", path, dict(body, first=serial(first)),
                         202), status=status)
    no = w.post("petugas", path, dict(body, last=serial(1)), 202)
    w.named(w.approve(no, status=422), "/last", "no range")
    w.want("they wait", len(w.call("loket", "/v1/approvals")["items"]), 3)


def count(w):
    path = "/v1/stock/counts"
    body = {"kind": KIND, "place": "counter:loket-1",
            "seen": [serial(31) + ".." + serial(39),
                     serial(44) + ".." + serial(49)]}
    w.post("loket", path, body, 403)
    w.named(w.post("petugas", path, dict(body, kind="tidak-ada", seen=[]),
                   404), "/kind", "a count")
    w.named(w.post("petugas", path, body, 422), "/reason", "a difference")
    c = w.post("petugas", path, dict(
        body, seen=body["seen"] + [serial(60)], reason="miscount"), 201)
    w.want("counted", (c["expected"], c["counted"], c["differs"]), (
        16, 16, {"missing": [serial(50)], "unexpected": [serial(60)]}))
    body["seen"][1] = serial(44) + ".." + serial(50)
    c = w.post("petugas", path, body, 201)
    w.want("no difference", c["differs"], {"missing": [], "unexpected": []})


def look(w):
    items = w.call("loket", "/v1/stock")["items"]
    w.want("what remains", sum(s["blanks"] for s in items), sum(
        s["remaining"] for s in w.call("loket", "/v1/day")["stock"]))
    check = w.call("loket", "/v1/stock/check")
    w.want("the ledger", check, {"wrong": [], "adds_up": True})
    held = passport(w, hold=True)
    w.until(held, "held")
    f = w.call("loket", "/v1/stock/forecast")
    w.want("what waits", [(k["kind"], k["waiting"], k["fits"])
                          for k in f["kinds"]], [(KIND, 1, True)])
    w.want("in the tray", [(p["printer"], p["kind"], p["fits"])
                           for p in f["printers"]], [(TRAY, KIND, True)])
    seen, cursor = [], ""
    while cursor is not None:
        page = w.call("loket", "/v1/stock/entries",
                      query="?limit=10" + cursor)
        seen += page["items"]
        cursor = page["next"] and "&cursor=" + page["next"]
    w.want("in order", [e["seq"] for e in seen],
           sorted({e["seq"] for e in seen}))
    w.want("of two", [(e["second"], e["reason"]) for e in seen
                      if e["act"] == "destroy"], [("penyelia",
                                                   "end-of-use")])
    for q in ("kind=" + KIND, "place=tray:" + TRAY, "serial=" + serial(1)):
        if not w.call("loket", "/v1/stock/entries", query="?" + q)["items"]:
            w.api.fail("no entries of " + q)
    w.call("loket", "/v1/stock/entries", query="?limit=0", status=400)


def day(w):
    d = w.call("loket", "/v1/day")
    for s in d["stock"]:
        w.want("the day adds up", s["opening"] + s["received"]
               + s["moved_in"], s["used"] + s["spoiled"] + s["returned"]
               + s["moved_out"] + s["remaining"])
    w.want("of its counter", [(c["voided"], c["handed_over"]) for c in
                              d["counters"] if c["counter"] == "loket-1"],
           [(1, 1)])
    w.call("loket", "/v1/day", query="?date=2020-02-29")
    w.named(w.call("loket", "/v1/day", query="?date=kemarin", status=422),
            "/date", "no date")
    w.call("loket", "/metrics")
    path, body = "/v1/closings", {"date": d["date"]}
    w.post("loket", path, body, 403)
    for date in ("2999-01-01", "kemarin", "2026-02-30"):
        w.named(w.post("petugas", path, {"date": date}, 422), "/date", date)
    asked = w.post("petugas", path, body, 202)
    twice = w.post("petugas", path, body, 202)
    w.approve(asked)
    w.named(w.approve(twice, status=409), "/date", "closed already")
    closed = w.call("loket", path)["items"]
    w.want("closed", [(c["date"], c["person"], c["second"]) for c in closed],
           [(d["date"], "petugas", "penyelia")])
    path = "/v1/berita-acara"
    for kind in ("void", "spoil", "destruction", "stock-take", "daily"):
        made = w.post("petugas", path, {
            "kind": kind, "second": "penyelia", "place": "ruang blangko",
            "manner": "dicacah", "date": d["date"]}, 201)
        w.until(made["id"], "printed")
    w.named(w.post("petugas", path, {"kind": "daily", "second": "petugas"},
                   403), "/second", "one person")
    w.named(w.post("petugas", path, {"kind": "daily", "second": "siapa"},
                   422), "/second", "nobody")
    listed = w.call("loket", "/v1/registers")["items"]
    if not listed:
        w.api.fail("no registers")
    for r in listed:
        query = f"?limit=2&year={r['year']}"
        page = w.call("loket", "/v1/registers/{name}", query=query,
                      name=r["name"])
        w.want("the first number", page["items"][0]["n"], 1)
        if page["next"]:
            w.call("loket", "/v1/registers/{name}", query=query + "&cursor="
                   + page["next"], name=r["name"])
    name = listed[0]["name"]
    w.call("loket", "/v1/registers/{name}", name=name)
    w.call("loket", "/v1/registers/{name}", query="?limit=0", status=400,
           name=name)
    w.named(w.call("loket", "/v1/registers/{name}", query="?year=x",
                   status=422, name=name), "/year", "no year")


def jobs(w):
    """Every job that there is now, by state, and every event."""
    schemas = w.api.doc["components"]["schemas"]
    for state in schemas["JobState"]["enum"]:
        for j in w.call("admin", "/v1/jobs", query="?state=" + state)[
                "items"]:
            w.want("filtered", j["state"], state)
    for j in w.call("admin", "/v1/jobs", query="?limit=200")["items"]:
        w.call("admin", "/v1/jobs/{id}/events", id=j["id"])
        w.call("admin", "/v1/verify/{document}", document=j["document"])
    w.call("admin", "/v1/tokens", "POST", 422, {"counter": "uid-0"})


# ---- what the description does not allow ----

def spoilt(schema, body, resolve):
    """(member, body) for each way to break one member of a good body."""
    props = schema["properties"]
    for name, of in props.items():
        text = resolve(of).get("type") not in ("integer", "array")
        wrong = [17 if text else "x", True, 1.5, ["\u0001"], {"x": "y"}, ""]
        wrong += ["A\u0001B", "W" * 5000] if text else [-1]
        if "enum" in of:
            wrong.append("|".join(of["enum"][:2]))
        if name == "reason":
            wrong.append("tidak-ada")
        for value in wrong:
            yield "/" + name, dict(body, **{name: value})
        if name in schema["required"]:
            bad = copy.deepcopy(body)
            del bad[name]
            yield "/" + name, bad
    yield "/warna", dict(body, warna="merah")


def broken(w):
    """Neither the description nor the server takes them."""
    n = 0
    for (method, template), (who, body, params) in list(w.good.items()):
        op = w.api.doc["paths"][template][method.lower()]
        if "422" not in op["responses"]:
            continue
        schema = w.api.resolve(w.api.asked(op))
        if "approvals" in template:
            params = {"id": w.call("loket", "/v1/approvals")["items"][0]["id"]}
        for member, bad in spoilt(schema, body, w.api.resolve):
            what = f"{method} {template} {member}"
            n += 1
            if w.api.bad > 50:
                sys.exit("FAIL: too many faults to go on")
            if not list(w.api.errors(bad, w.api.asked(op))):
                w.api.fail(f"{what}: the description takes {str(bad)[:90]}")
            w.named(w.call(who, template, method, 422, bad, **params), member,
                    what)
    print(n, "bodies refused that the description does not allow")


def everywhere(w):
    """401 and 400 of each route that names them; then whether each status
    that is named was seen."""
    ident = {"{id}": ("id", NOBODY), "{name}": ("name", "x")}
    head = {"Authorization": "Bearer nobody", "Content-Type": JSON,
            "Idempotency-Key": "everywhere"}
    for template, ops in w.api.doc["paths"].items():
        params = dict(v for k, v in ident.items() if k in template)
        for method, op in ops.items():
            if "401" not in op["responses"] or "tags" in op:
                continue  # those with a tag have a walk of their own
            method = method.upper()
            body = "{}" if "requestBody" in op else None
            w.api.call(template, method, 401, body, head, **params)
            for text in ("{", "[]", "null") if body else ():
                w.api.call(template, method, 400 if text != "null" else None,
                           text, {"Content-Type": JSON,
                                  "Idempotency-Key": "x" + str(len(text))},
                           **params)
            for code in op["responses"]:
                if code != "default" and (method, template, int(code)) not \
                        in w.api.seen:
                    w.api.fail(f"{method} {template}: {code} was never seen")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("base")
    for name in ("unix", "device", "templates", "approved"):
        p.add_argument("--" + name, required=True)
    args = p.parse_args()
    args.token = None
    w = Walk(Api(args))
    persons(w)
    stock(w)
    sheet(w)
    spoiled, n = doubt(w)
    anew(w, spoiled, n)
    approval(w)
    leave(w, n)
    count(w)
    look(w)
    day(w)
    jobs(w)
    broken(w)
    everywhere(w)
    print(f"{w.api.n} answers held to the description, {w.api.bad} faults")
    return 1 if w.api.bad else 0


if __name__ == "__main__":
    sys.exit(main())
