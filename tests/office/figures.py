#!/usr/bin/python3
"""Every report on three years of an office: how long it takes, whether its
sums are the ledger's, whether its forecasts are true.

  figures.py SOCKET TRUTH.json STORE

Ends with 1 when a sum is wrong or a forecast is more than a tenth (and more
than a day) from the truth.  Times are printed, never judged.
"""
import datetime
import json
import sqlite3
import sys

sys.path.insert(0, __file__.rsplit("/", 1)[0])
from api import Api  # noqa: E402

PARTS = ("depreciation", "service", "supplies", "blanks", "spoilage")
KEYS = ("kind", "counter", "printer", "scheme", "region", "month")
wrong = 0


def fault(text):
    global wrong
    wrong += 1
    print("WRONG", text)


def months(first, last):
    y, m = first
    while (y, m) <= last:
        yield f"{y:04d}-{m:02d}"
        y, m = (y, m + 1) if m < 12 else (y + 1, 1)


def timed(api, today):
    day, month, year = today.isoformat(), today.strftime("%Y-%m"), today.year
    last = (today.replace(day=1) - datetime.timedelta(1)).strftime("%Y-%m")
    start = f"{year - 3}-{month[5:]}"
    paths = [
        "/v1/overview", "/v1/day", "/v1/printers", "/v1/printers/paspor-1",
        "/v1/supplies", "/v1/supplies/reorder", "/v1/plans", "/v1/services",
        "/v1/contracts", "/v1/assets", f"/v1/budgets?year={year}",
        "/v1/printers/kartu-1/supplies", "/v1/stock", "/v1/stock/forecast",
        f"/v1/costs/ledger?month={last}",
        f"/v1/site?month={last}", "/v1/notices", "/v1/jobs",
        f"/v1/reports/day?period={day}", f"/v1/reports/month?period={last}",
        f"/v1/reports/month?period={month}",
        f"/v1/reports/year?period={year - 1}",
        f"/v1/reports/year?period={year}",
    ]
    paths += [f"/v1/costs?from={last}&to={last}&by={k}" for k in KEYS]
    paths += [f"/v1/costs?from={start}&to={month}&by={k}" for k in KEYS]
    took = {p: api.get(p)[1] for p in paths}
    for what in ("csv", "xlsx"):
        p = f"/v1/reports/year?period={year - 1}&format={what}"
        took[p] = api.get(p, raw=True)[1]
    took["/metrics"] = api.get("/metrics", raw=True)[1]
    for p in sorted(took, key=took.get, reverse=True):
        print(f"{took[p] * 1000:8.1f} ms  {p}")
    return took


def sums(api, store, today):
    """Each month by each key, and the ledger's own lines."""
    first = store.execute("SELECT min(at) FROM output").fetchone()[0]
    first = datetime.datetime.utcfromtimestamp(first + 25200)
    checked = lines = 0
    for month in months((first.year, first.month), (today.year, today.month)):
        ledger = dict.fromkeys(PARTS, 0)
        for e in api.get(f"/v1/costs/ledger?month={month}")[0]["items"]:
            ledger[e["part"]] += e["amount"]
            lines += 1
        total = sum(ledger.values())
        for key in KEYS:
            c = api.get(f"/v1/costs?from={month}&to={month}&by={key}")[0]
            # what spoiled sheets cost moves to spoilage: the sum of all
            # parts is the ledger's, and each sheet is counted once
            got = sum(r["total"] for r in c["rows"])
            got += sum(c["unallocated"][p] for p in PARTS)
            if got != total or c["total"]["total"] != total:
                fault(f"{month} by {key}: {got}, total "
                      f"{c['total']['total']}, ledger {total}")
            for r in c["rows"]:
                if r["total"] != sum(r[p] for p in PARTS):
                    fault(f"{month} by {key}: row {r['key']}")
            checked += 1
        lo, hi = bounds(month)
        n = store.execute("SELECT count(*) FROM output WHERE at >= ? AND"
                          " at < ?", (lo, hi)).fetchone()[0]
        if sum(r["sheets"] for r in c["rows"]) != n:
            fault(f"{month}: {n} sheets came out, the report has "
                  f"{sum(r['sheets'] for r in c['rows'])}")
    return checked, lines


def bounds(month):
    y, m = int(month[:4]), int(month[5:])
    lo = datetime.datetime(y, m, 1, tzinfo=datetime.timezone.utc)
    hi = datetime.datetime(y + m // 12, m % 12 + 1, 1,
                           tzinfo=datetime.timezone.utc)
    return int(lo.timestamp()) - 25200, int(hi.timestamp()) - 25200


def near(what, got, true):
    if got is None or (abs(got - true) > 1 and abs(got - true) * 10 > true):
        fault(f"forecast of {what}: {got}, in truth {true}")
    return f"{what} {got}/{true}"


def forecasts(api, truth, today):
    said = []
    for k in api.get("/v1/stock/forecast")[0]["kinds"]:
        said.append(near(k["kind"], k["days_left"], truth[k["kind"]]["days"]))
    for k in api.get("/v1/supplies")[0]["items"]:
        said.append(near(k["name"], k["days_left"], truth[k["name"]]["days"]))
    for p in api.get("/v1/plans")[0]["items"]:
        due = datetime.date.fromisoformat(p["due"])
        said.append(near("servis " + p["printer"], (due - today).days,
                         truth["service"][p["printer"]]))
    return said


def main():
    api = Api(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as f:
        truth = json.load(f)
    store = sqlite3.connect(f"file:{sys.argv[3]}?mode=ro", uri=True)
    today = (datetime.datetime.utcnow() + datetime.timedelta(hours=7)).date()
    took = timed(api, today)
    checked, lines = sums(api, store, today)
    said = forecasts(api, truth, today)
    print("forecasts, working days or days, said/true: " + ", ".join(said))
    print(json.dumps({"slowest_ms": round(max(took.values()) * 1000),
                      "reports": len(took), "sums": checked,
                      "ledger_lines": lines, "forecasts": len(said),
                      "wrong": wrong}))
    sys.exit(1 if wrong else 0)


main()
