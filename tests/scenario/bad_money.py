#!/usr/bin/python3
"""Bad bodies and queries for the routes of money, reports and the site: each
must get a 4xx problem in both languages and change nothing.

usage: bad_money.py http.sock"""
import http.client
import json
import socket
import sys
import urllib.parse

SOCK = sys.argv[1]
tried, failures = 0, []


class Unix(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(30)
        self.sock.connect(SOCK)


def ask(method, path, body=None):
    c = Unix("localhost")
    h = {"Accept-Language": ("id", "en")[tried % 2]}
    if body is not None:
        h["Content-Type"] = "application/json"
        h["Idempotency-Key"] = f"money-{tried}"
    c.request(method, path, body, h)
    r = c.getresponse()
    data = r.read()
    c.close()
    return r.status, r.getheader("Content-Type", ""), data


def judge(what, reply):
    global tried
    tried += 1
    status, ctype, data = reply
    if not 400 <= status < 500 or not ctype.startswith(
            "application/problem+json") or not json.loads(data)["detail"]:
        failures.append(f"{what}: {status} {data[:120]!r}")


LONG = "W" * 5000
NUMBERS = [-1, 1.5, 10 ** 16, "1", None, True, [], {}, 10 ** 30]
TEXTS = [17, True, [], {}, "", "\u0001", "A\u0000B", LONG, "\U0001F600" * 60]
DAYS = TEXTS + ["kemarin", "2026-02-30", "2999-01-01", "1969-12-31",
                "2026-1-1", "0000-00-00", "20261128", "2026-11-28T"]
GOOD = {
    "/v1/assets": ({"title": "A", "price": 1, "bought": "2026-01-02",
                    "method": "straight", "life_months": 1}, {
        "title": TEXTS + [None], "price": NUMBERS, "bought": DAYS + [None],
        "method": TEXTS + [None, "straight|output", "lurus", "output"],
        "life_months": [n for n in NUMBERS if n is not None] + [0, 601],
        "residual": [-1, 2, 1.5, "1"], "pages": [1], "printer": TEXTS,
        "budget": TEXTS + ["tidak-ada"]}),
    "/v1/budgets": ({"year": 2026, "line": "1", "title": "A", "amount": 1}, {
        "year": NUMBERS + [0, 1969, 9999, 2147483648],
        "line": TEXTS + [None], "title": TEXTS + [None], "amount": NUMBERS}),
    "/v1/reports": ({"name": "month"}, {
        "name": TEXTS + [None, "week", "day|month"],
        "period": DAYS + ["2026-13", "2999-01", "2026", "9999-12"],
        "printer": TEXTS + ["tidak-ada"], "hold": [1, "x", [], {}]}),
}
BODIES = ["[]", "1", '"x"', "true", "{", "{,}", '{"a":1,"a":2}', "{}",
          '{"n":123456789012345678901}', "[" * 3000, "{} {}", "null"]
MONTHS = ["x", "2026", "2026-13", "2026-00", "2026-1", "2999-01", "-2026-01",
          "2026-01-01", "1969-12", "0000-01", LONG, "\u0001", "2026-01 "]
NUMERALS = ["x", "-1", "1.5", "0x10", "1e3", "9" * 30, "\u0661"]
QUERIES = {
    "/v1/costs": {"from": MONTHS, "to": MONTHS, "by": ["x", "Kind", LONG],
                  "format": ["pdf", "CSV", LONG], "warna": ["x"]},
    "/v1/costs/ledger": {"month": MONTHS, "from": ["2026-01"]},
    "/v1/costs/what-if": {n: NUMERALS + ["0"] * (n not in (
        "price", "service")) for n in ("price", "service", "years",
                                       "per_day", "days")},
    "/v1/budgets": {"year": NUMERALS + ["0", "1969", "9999"]},
    "/v1/reports/day": {"period": ["x", "2026-02-30", "2026-11", "2026",
                                   "2999-01-01", "1969-12-31", LONG],
                        "format": ["pdf"]},
    "/v1/reports/month": {"period": MONTHS},
    "/v1/reports/year": {"period": ["x", "26", "2999", "2026-01", "-202"]},
    "/v1/reports/week": {"period": ["2026-01"]},
    "/v1/site": {"month": MONTHS, "format": ["x"]},
    "/v1/overview": {"now": ["1"]}, "/v1/assets": {"id": ["1"]},
}


def everything():
    return [ask("GET", p)[2] for p in (
        "/v1/assets", "/v1/budgets?year=2026", "/v1/jobs?limit=1")]


before = everything()
for path, (body, wrong) in GOOD.items():
    for name, values in wrong.items():
        for v in values:
            bad = json.dumps(dict(body, **{name: v}))
            judge(f"{path} {name}={v!r:.30}", ask("POST", path, bad))
    judge(path + " warna", ask("POST", path, json.dumps(
        dict(body, warna="merah"))))
    for bad in BODIES:
        judge(f"{path} {bad:.20}", ask("POST", path, bad.encode()))
for path, members in QUERIES.items():
    for name, values in members.items():
        for v in values:
            judge(f"{path}?{name}={v:.20}", ask(
                "GET", f"{path}?{name}={urllib.parse.quote(v)}"))
if everything() != before:
    failures.append("a bad body changed something")
for f in failures:
    print("not refused well:", f)
print(f"{tried} bad requests about money, {len(failures)} not refused well")
sys.exit(1 if failures or tried < 250 else 0)
