#!/usr/bin/python3
"""Walks through money, reports and the site, each answer held to the API's
description (openapi_check.py), each body that is sent too.

openapi_money.py BASE --unix SOCKET --printer NAME

The office has the printer NAME, on which sheets came out this month, and the
template laporan.  Costs by every key add up to the ledger.  A body that the
description does not allow must be refused by the server with the member's
name, and none of them may change anything.  At the end each route must have
given each status that it names."""
import argparse
import json
import sys

from openapi_check import Api
from openapi_stock import JSON, Walk
from openapi_upkeep import persons, spoilt

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = {"csv": "text/csv", "xlsx": XLSX}


def budgets(w, year):
    line = {"year": year, "line": "5.2.01", "title": "Mesin",
            "amount": 10 ** 9}
    w.post("petugas", "/v1/budgets", line, 403)
    w.want("set", w.post("admin", "/v1/budgets", line), line)
    w.post("admin", "/v1/budgets", dict(line, amount=2 * 10 ** 9))
    got = [b for b in w.call("loket", "/v1/budgets")["items"]
           if b["line"] == "5.2.01"]
    w.want("changed", [(b["amount"], b["spent"], b["state"]) for b in got],
           [(2 * 10 ** 9, 0, "ok")])
    w.want("another year", w.call("loket", "/v1/budgets", query="?year=1990")
           ["items"], [])
    for bad in ("x", "1969", "10000", "-1"):
        w.named(w.call("loket", "/v1/budgets", query="?year=" + bad,
                       status=422), "/year", "year " + bad)


def assets(w, day, printer):
    path = "/v1/assets"
    body = {"printer": printer, "title": "Mesin", "price": 600000001,
            "residual": 1, "bought": day, "method": "straight",
            "life_months": 60, "budget": "5.2.01"}
    w.post("petugas", path, body, 403)
    for member, value in (("printer", "x"), ("bought", "2999-01-01"),
                          ("bought", "2026-02-30"), ("budget", "x"),
                          ("residual", 600000002), ("pages", 7)):
        w.named(w.post("admin", path, dict(body, **{member: value}), 422),
                "/" + member, f"{member} {value}")
    by_output = {"title": "Mesin dua", "price": 10, "bought": day,
                 "method": "output", "pages": 10 ** 6}
    for member, value in (("life_months", 7), ("budget", "5.9")):
        w.named(w.post("admin", path, dict(by_output, **{member: value}),
                       422), "/" + member, f"{member} {value}")
    b = w.post("admin", path, by_output, 201)
    a = w.post("admin", path, body, 201)
    w.want("a sixtieth", (a["monthly"], a["book_value"], a["pages"]),
           (10 ** 7, 590000001, None))
    w.want("by output", (b["printer"], b["life_months"], b["residual"],
                         b["book_value"]), ("", None, 0, 10))
    w.want("listed", [i["id"] for i in w.call("loket", path)["items"]],
           [b["id"], a["id"]])


def costs(w, month):
    for by in ("kind", "counter", "printer", "scheme", "region", "month"):
        c = w.call("loket", "/v1/costs", query="?by=" + by)
        for p in [p["name"] for p in c["parts"]] + ["total"]:
            w.want(f"by {by}, {p}", sum(r[p] for r in c["rows"])
                   + c["unallocated"][p], c["ledger"][p])
        w.want("sheets by " + by, sum(r["sheets"] for r in c["rows"]),
               c["total"]["sheets"])
    if not c["total"]["sheets"]:
        w.api.fail("no sheets: the walk proves nothing")
    w.want("the ledger", sum(e["amount"] for e in w.call(
        "loket", "/v1/costs/ledger")["items"]), c["ledger"]["total"])
    w.call("loket", "/v1/costs", query=f"?from={month}&to={month}")
    only(w, w.call("loket", "/v1/costs", query="?by=printer")["rows"], month)
    w.call("loket", "/v1/costs", query="?from=2019-12&to=2020-01&by=month")
    for q, member in (("from=x", "/from"), ("to=2026-13", "/to"),
                      ("to=2999-01", "/to"), ("by=x", "/by"),
                      (f"from=1999-01&to={month}", "/from"),
                      (f"from={month}&to=2020-01", "/from")):
        w.named(w.call("loket", "/v1/costs", query="?" + q, status=422),
                member, q)
    for q in ("month=x", "month=2999-01"):
        w.named(w.call("loket", "/v1/costs/ledger", query="?" + q,
                       status=422), "/month", q)


def only(w, printers, month):
    """Of one printer: its row of all, by every key; nothing unallocated; and
    what its sheets bear one by one is the whole."""
    for row in printers:
        for by in ("month", "kind", "printer"):
            c = w.call("loket", "/v1/costs",
                       query=f"?by={by}&printer={row['key']}")
            for p in [p["name"] for p in c["parts"]] + ["total", "sheets"]:
                w.want(f"{row['key']} by {by}, {p}",
                       sum(r[p] for r in c["rows"]), row[p])
            w.want("all of it is borne", (c["unallocated"]["total"],
                   c["ledger"]["total"], c["booked"]["total"]),
                   (0, row["total"], row["total"]))
    jobs, cursor = [], ""
    while cursor is not None:
        got = w.call("admin", "/v1/jobs", query="?limit=200" + cursor)
        jobs += got["items"]
        cursor = got["next"] and "&cursor=" + got["next"]
    costs = [w.call("admin", "/v1/jobs/{id}/cost", id=j["id"]) for j in jobs]
    w.call("loket", "/v1/jobs/{id}/cost", id=99999999, status=404)
    w.want("sheet by sheet", sum(c["total"] for c in costs
                                 if c["month"] == month),
           sum(r["total"] for r in printers))
    w.named(w.call("loket", "/v1/costs", query="?printer=nihil", status=422),
            "/printer", "no such printer")
    w.want("nothing came out of it then", w.call(
        "loket", "/v1/costs", query="?from=2019-12&to=2020-01&printer="
        + printers[0]["key"])["total"]["total"], 0)


def what_if(w):
    path = "/v1/costs/what-if"
    w.want("the real site", w.call("loket", path)["per_document"], 31000)
    got = w.call("loket", path, query="?price=0&service=1&years=1&per_day=1"
                 "&days=1")
    w.want("one", (got["per_document"], got["sheets"]), (1, 1))
    w.want("its point first", got["curve"][0],
           {"per_day": 1, "per_document": 1})
    w.call("loket", path, query="?per_day=1000000&price=1000000000000000")
    for member in ("price", "service", "years", "per_day", "days"):
        for bad in ("-1", "x", "1.5", "9999999999999999999", "1e3"):
            w.named(w.call("loket", path, query=f"?{member}={bad}",
                           status=422), "/" + member, member + bad)


def files(w, path, query=""):
    """The same as a file of each kind; answers are held to the description
    by their type."""
    for name, kind in FILES.items():
        params = {"name": "month"} if "{name}" in path else {}
        w.call("loket", path, query=f"?format={name}" + query, **params)
        r, got, data = w.api.http(
            "GET", path.replace("{name}", "month") + f"?format={name}", None,
            {"Authorization": "Bearer " + w.token["loket"]})
        w.want(f"{path} as {name}", (r.status, got), (200, kind))
        w.want("its name", r.getheader("Content-Disposition").split(";")[0],
               "attachment")
        if not data:
            w.api.fail(f"{path} as {name} is empty")


def reports(w, printer, year, month, day):
    path = "/v1/reports/{name}"
    for name, period in (("day", day), ("month", month), ("year", year)):
        r = w.call("loket", path, name=name)
        w.want("now", r["period"], str(period))
        for t in r["tables"]:
            rows = t["rows"] + ([t["total"]] if t["total"] else [])
            w.want("cells of " + t["name"],
                   {len(row) for row in rows} - {len(t["columns"])}, set())
        w.call("loket", path, name=name, query=f"?period={period}")
        for bad in ("2999-01-01", "2999-01", "2999", "x", "2026-02-30",
                    "1", "2026-1"):
            w.named(w.call("loket", path, name=name, status=422,
                           query="?period=" + bad), "/period", name + bad)
    w.call("loket", path, name="week", status=404)
    files(w, path)
    files(w, "/v1/costs")
    files(w, "/v1/site")
    body = {"name": "month", "period": month, "printer": printer,
            "hold": True}
    for member, value in (("period", "2999-01"), ("period", day),
                          ("printer", "x")):
        w.named(w.post("petugas", "/v1/reports",
                       dict(body, **{member: value}), 422), "/" + member,
                f"paper {member} {value}")
    for name in ("day", "year", "month"):
        j = w.post("petugas", "/v1/reports", {"name": name}, 201)
        w.until(j["id"], "held")
    j = w.post("petugas", "/v1/reports", body, 201)
    j = w.until(j["id"], "held")
    w.want("its template", (j["template"]["name"], j["target"]),
           ("laporan", printer))


def site(w, month):
    s = w.call("loket", "/v1/site")
    order = ["optimal", "optimal-sedang", "belum-optimal"]
    w.want("the worst decides", s["rating"], max(
        (c["rating"] for c in s["criteria"]), key=order.index))
    w.want("a reason for each", len(s["reasons"]), sum(
        c["rating"] != "optimal" for c in s["criteria"]))
    w.want("which way is better", {c["name"]: c["better"]
                                   for c in s["criteria"]},
           {"counters": "higher", "availability": "higher",
            "turn-round": "lower", "stock-outs": "lower",
            "overdue-services": "lower"})
    w.call("loket", "/v1/site", query="?month=" + month)
    w.call("loket", "/v1/site", query="?month=2020-01")
    for bad in ("x", "2999-01", "2026-00"):
        w.named(w.call("loket", "/v1/site", query="?month=" + bad,
                       status=422), "/month", "site " + bad)
    w.call("loket", "/v1/overview")


# ---- what the description does not allow ----

def everything(w):
    """What no bad body may change."""
    return [w.call("admin", p) for p in ("/v1/assets", "/v1/budgets")] + [
        len(w.call("admin", "/v1/jobs", query="?limit=200")["items"])]


def broken(w):
    """Neither the description nor the server takes them."""
    n = 0
    for (method, template), (who, body, params) in list(w.good.items()):
        op = w.api.doc["paths"][template][method.lower()]
        schema = w.api.resolve(w.api.asked(op))
        for member, bad in spoilt(schema, body, w.api.resolve):
            what = f"{method} {template} {member}"
            n += 1
            if not list(w.api.errors(bad, w.api.asked(op))):
                w.api.fail(f"{what}: the description takes {str(bad)[:90]}")
            w.named(w.call(who, template, method, 422, bad, **params), member,
                    what + f" {str(bad)[:90]}")
    print(n, "bodies refused that the description does not allow")
    if n < 100:
        w.api.fail("too few bad bodies")


def everywhere(w):
    """401 and 400 of each route, then whether each status that is named was
    seen."""
    head = {"Authorization": "Bearer nobody", "Content-Type": JSON,
            "Idempotency-Key": "everywhere"}
    for template, ops in w.api.doc["paths"].items():
        params = {"name": "day"} if "{name}" in template else {}
        for method, op in ops.items():
            if "money" not in op.get("tags", ()):
                continue
            method = method.upper()
            body = "{}" if "requestBody" in op else None
            w.api.call(template, method, 401, body, head, **params)
            for text in ("{", "[]") if body else ():
                w.api.call(template, method, 400, text, {
                    "Content-Type": JSON,
                    "Idempotency-Key": "m" + str(len(text))}, **params)
            for code in op["responses"]:
                if code != "default" and (method, template, int(code)) not \
                        in w.api.seen:
                    w.api.fail(f"{method} {template}: {code} was never seen")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("base")
    for name in ("unix", "printer"):
        p.add_argument("--" + name, required=True)
    args = p.parse_args()
    args.token = None
    w = Walk(Api(args))
    persons(w)
    day = w.call("loket", "/v1/overview")["day"]
    year, month = int(day[:4]), day[:7]
    budgets(w, year)
    assets(w, day, args.printer)
    costs(w, month)
    what_if(w)
    reports(w, args.printer, year, month, day)
    site(w, month)
    before = everything(w)
    broken(w)
    w.want("after bad bodies", json.dumps(everything(w)), json.dumps(before))
    everywhere(w)
    print(f"{w.api.n} answers held to the description, {w.api.bad} faults")
    return 1 if w.api.bad else 0


if __name__ == "__main__":
    sys.exit(main())
