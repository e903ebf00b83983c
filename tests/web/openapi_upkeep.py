#!/usr/bin/python3
"""Walks through supplies, plans, services and contracts, each answer held to
the API's description (openapi_check.py), each body that is sent too.

openapi_upkeep.py BASE --unix SOCKET --printer NAME

The office has the printer NAME and no supply.  A body that the description
does not allow must be refused by the server with the member's name, and none of
them may change anything.  At the end each route of the upkeep must have given
each status that it names."""
import argparse
import copy
import json
import sys

from openapi_check import Api
from openapi_stock import JSON, NOBODY, Walk

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SUPPLY = {"title": "Toner", "sort": "toner", "yield": 1400, "minimum": 1,
          "target": 3, "models": ["L-40"], "marker": "Black"}


def persons(w):
    w.call("admin", "/v1/persons/{name}", "PUT", 200, {
        "full_name": "Petugas Contoh", "role": "operator"}, name="petugas")
    w.token["petugas"] = w.post("admin", "/v1/tokens", {
        "counter": "loket-1", "person": "petugas"}, 201)["token"]
    w.token["loket"] = w.post("admin", "/v1/tokens", {
        "counter": "loket-1"}, 201)["token"]
    w.good.clear()


def supplies(w):
    one, buy = "/v1/supplies/{name}", "/v1/supplies/{name}/purchases"
    count = "/v1/supplies/{name}/counts"
    w.call("petugas", one, "PUT", 403, SUPPLY, name="toner")
    for name in ("Besar", "a_b", "1a", "a" * 41, "reorder"):
        w.named(w.call("admin", one, "PUT", 422, SUPPLY, name=name), "/name",
                "supply " + name)
    w.named(w.call("admin", one, "PUT", 422, dict(SUPPLY, minimum=4),
                   name="toner"), "/target", "a target below the minimum")
    u = w.call("admin", one, "PUT", 200, SUPPLY, name="toner")
    w.want("nothing known yet", [u[k] for k in (
        "stock", "price", "measured", "per_day", "days_left", "state")],
        [0, None, None, None, None, "out"])
    p = {"n": 3, "price": 500000, "supplier": "PT Contoh", "delivery": "SJ-1",
         "date": "2026-01-05", "budget": "5.1.02"}
    w.post("loket", buy, p, 403, name="toner")
    w.post("petugas", buy, p, 404, name="tidak-ada")
    for day in ("2999-01-01", "2026-02-30", "1960-01-01", "kemarin"):
        w.named(w.post("petugas", buy, dict(p, date=day), 422, name="toner"),
                "/date", "bought on " + day)
    got = w.post("petugas", buy, p, 201, name="toner")
    w.want("the purchase", [got[k] for k in ("date", "n", "left", "person")],
           ["2026-01-05", 3, 3, "petugas"])
    w.want("listed", w.call("loket", buy, name="toner")["items"], [got])
    w.call("loket", buy, status=404, name="tidak-ada")
    w.want("in stock", w.call("loket", "/v1/supplies")["items"][0]["stock"],
           3)
    w.want("enough", w.call("loket", "/v1/supplies/reorder")["items"], [])
    w.post("loket", count, {"counted": 3}, 403, name="toner")
    w.post("petugas", count, {"counted": 3}, 404, name="tidak-ada")
    w.named(w.post("petugas", count, {"counted": 4, "reason": "lost"}, 422,
                   name="toner"), "/counted", "more than the book")
    w.named(w.post("petugas", count, {"counted": 1}, 422, name="toner"),
            "/reason", "fewer without a reason")
    got = w.post("petugas", count, {"counted": 2, "reason": "lost",
                                    "note": "dus kosong"}, 201, name="toner")
    w.want("lost", (got["expected"], got["lost"]), (3, 1))


def installed(w, printer):
    path = "/v1/printers/{name}/supplies"
    body = {"supply": "toner", "note": "garis"}
    w.post("loket", path, body, 403, name=printer)
    w.post("petugas", path, body, 404, name="tidak-ada")
    w.named(w.post("petugas", path, {"supply": "tidak-ada"}, 404,
                   name=printer), "/supply", "no such supply")
    w.call("loket", path, status=404, name="tidak-ada")
    a = w.post("petugas", path, body, 201, name=printer)
    w.want("new", (a["state"], a["pages"], a["level"]), ("in-use", 0, 100))
    b = w.post("petugas", path, body, 201, name=printer)
    w.named(w.post("petugas", path, body, 409, name=printer), "/supply",
            "none left")
    got = w.call("loket", path, name=printer)["items"]
    w.want("worn by the next", [(i["id"], i["state"]) for i in got],
           [(b["id"], "in-use"), (a["id"], "worn")])
    got = w.call("loket", "/v1/supplies/reorder")["items"]
    w.want("order", [(i["order"], i["cost"]) for i in got], [(3, 1500000)])
    shown = w.call("loket", "/v1/printers/{name}", name=printer)["supplies"]
    w.want("at its printer", [i["title"] for i in shown if i["title"]],
           ["Toner"])


def plans(w, printer):
    body = {"printer": printer, "title": "Berkala", "days": 30, "pages": 4500,
            "grace_days": 3, "began": "2026-01-05"}
    w.post("petugas", "/v1/plans", body, 403)
    w.named(w.post("admin", "/v1/plans", dict(body, printer="x"), 422),
            "/printer", "no such printer")
    w.named(w.post("admin", "/v1/plans", {
        "printer": printer, "title": "A"}, 422), "/days", "by nothing")
    w.named(w.post("admin", "/v1/plans", dict(body, began="2999-01-01"), 422),
            "/began", "ahead")
    p = w.post("admin", "/v1/plans", body, 201)
    w.want("long overdue", (p["since"], p["due"], p["by"], p["state"]),
           ("2026-01-05", "2026-02-04", "days", "held"))
    w.want("listed", w.call("loket", "/v1/plans", query="?printer="
                            + printer)["items"], [p])
    w.want("of another", w.call("loket", "/v1/plans", query="?printer=x")[
        "items"], [])
    bypages = w.post("admin", "/v1/plans", {
        "printer": printer, "title": "Hitungan", "pages": 10**8}, 201)
    w.want("nobody can say", (bypages["due"], bypages["days"],
                              bypages["by"]), (None, None, "pages"))
    w.call("loket", "/v1/plans")
    gone = {"id": bypages["id"]}
    w.call("petugas", "/v1/plans/{id}", "DELETE", 403, **gone)
    w.call("admin", "/v1/plans/{id}", "DELETE", 204, **gone)
    w.call("admin", "/v1/plans/{id}", "DELETE", 404, **gone)
    return p


def multipart(w, parts):
    """Headers and body of a service with its paper."""
    edge, out = "batas", b""
    for name, kind, data in parts:
        out += (f"--{edge}\r\nContent-Disposition: form-data; name=\"{name}\""
                f"\r\nContent-Type: {kind}\r\n\r\n").encode() + data + b"\r\n"
    return {"Content-Type": "multipart/form-data; boundary=" + edge,
            "Authorization": "Bearer " + w.token["petugas"]}, \
        out + f"--{edge}--\r\n".encode()


def papers(w, printer):
    path = "/v1/services/{id}/document"
    data = json.dumps({"printer": printer, "kind": "other", "began":
                       "2026-01-07", "ended": "2026-01-08"}).encode()
    head, body = multipart(w, [("job", JSON, data),
                               ("document", "application/pdf", PDF)])
    v = w.api.call("/v1/services", "POST", 201, body, head)
    w.want("its paper", v["document"], True)
    r, kind, got = w.api.http("GET", f"/v1/services/{v['id']}/document", None,
                              {"Authorization": head["Authorization"]})
    w.want("byte for byte", (r.status, kind, got),
           (200, "application/pdf", PDF))
    w.call("petugas", path, id=v["id"])
    w.call("petugas", path, status=404, id=NOBODY)
    for parts, status, member in (
            ([("document", "application/pdf", b"GIF89a..")], 422, "/document"),
            ([("document", "text/plain", PDF)], 415, "/document"),
            ([("photo", "image/jpeg", b"\xff\xd8\xff\xe0")], 422, "/photo")):
        head, body = multipart(w, [("job", JSON, data)] + parts)
        w.named(w.api.call("/v1/services", "POST", status, body, head),
                member, f"a paper {parts[0][1]}")
    w.named(w.post("petugas", "/v1/services", {
        "printer": printer, "kind": "other", "document": "bukan pdf"}, 422),
        "/document", "no base64")


def services(w, printer, plan):
    path, end = "/v1/services", "/v1/services/{id}/end"
    body = {"printer": printer, "kind": "repair", "plan": plan["id"],
            "supplier": "PT Teknik", "began": "2026-01-05T01:00:00Z",
            "ended": "2026-01-05T03:10:00Z", "back": "2026-01-06",
            "cost": 500, "warranty": True, "note": "a", "budget": "5.1.03"}
    w.post("loket", path, body, 403)
    for member, value in (
            ("plan", NOBODY), ("ended", "2026-01-04"), ("began", "2999-01-01"),
            ("ended", "2999-01-01T00:00:00Z"), ("printer", "x"),
            ("began", "2026-01-05T25:00:00Z"), ("began", "2026-01-05 01:00"),
            ("back", "2026-13-01")):
        w.named(w.post("petugas", path, dict(body, **{member: value}), 422),
                "/" + member, f"{member} {value}")
    w.named(w.post("petugas", path, {"printer": printer, "kind": "other",
                                     "ended": "2026-01-05"}, 422), "/began",
            "an end alone")
    v = w.post("petugas", path, body, 201)
    w.want("it took", (v["minutes"], v["plan"], v["back"]),
           (130, plan["id"], "2026-01-06"))
    w.call("petugas", "/v1/services/{id}/document", status=404, id=v["id"])
    w.call("loket", "/v1/services/{id}/document", status=403, id=v["id"])
    v = w.post("petugas", path, {"printer": printer, "kind": "cleaning"}, 201)
    w.good["POST", path] = "petugas", body, {}
    w.want("in service", w.call("loket", "/v1/printers/{name}", name=printer)[
        "service"]["state"], "in-service")
    w.post("petugas", path, {"printer": printer, "kind": "other"}, 409)
    w.post("loket", end, {}, 403, id=v["id"])
    w.named(w.post("petugas", end, {"ended": "2026-01-05"}, 422, id=v["id"]),
            "/ended", "before its begin")
    w.post("petugas", end, {}, 404, id=NOBODY)
    got = w.post("petugas", end, {"cost": 9, "warranty": False, "note": "b"},
                 200, id=v["id"])
    w.want("ended", (got["cost"], got["note"]), (9, "b"))
    w.post("petugas", end, {}, 409, id=v["id"])
    first = w.call("loket", path, query="?limit=1&printer=" + printer)
    w.want("newest first", first["items"][0]["id"], v["id"])
    w.call("loket", path, query="?limit=1&cursor=" + first["next"])
    w.call("loket", path, query="?limit=0", status=400)
    papers(w, printer)
    # one that goes on, for the bodies that must be refused
    v = w.post("petugas", path, {"printer": printer, "kind": "other"}, 201)
    w.good["POST", path] = "petugas", body, {}
    w.good["POST", end] = "petugas", {
        "ended": "2026-01-05", "cost": 1, "note": "a",
        "warranty": True}, {"id": v["id"]}
    return v


def contracts(w, printer):
    body = {"printer": printer, "supplier": "PT Teknik", "number": "KTR-1",
            "first": "2026-01-01", "last": "2026-12-31",
            "price_year": 55000000, "visits": 2, "budget": "5.1.03"}
    w.post("petugas", "/v1/contracts", body, 403)
    w.named(w.post("admin", "/v1/contracts", dict(body, budget="5.9"), 422),
            "/budget", "no such budget line")
    # a day that costs do not know would cost nothing, for ever
    w.named(w.post("admin", "/v1/contracts", dict(body, last="9999-12-31"),
                   422), "/last", "1970 to 9998")
    w.named(w.post("admin", "/v1/contracts", dict(body, last="2025-12-31"),
                   422), "/last", "before it begins")
    c = w.post("admin", "/v1/contracts", body, 201)
    w.want("listed", w.call("loket", "/v1/contracts")["items"], [c])


# ---- what the description does not allow ----

def spoilt(schema, body, resolve):
    """(member, body) for each way to break one member of a good body."""
    for name, of in schema["properties"].items():
        if name not in body:
            continue
        of = resolve(of)
        kind = of.get("type", "string")
        kind = kind if isinstance(kind, list) else [kind]
        wrong = [v for v, k in (
            (17, "integer"), ("x" * 5000, "string"), (True, "boolean"),
            ([{}], "array")) if k not in kind]
        wrong += [1.5, {"x": "y"}]
        if "string" in kind:
            wrong += ["", "A\u0001B", "W" * 5000]
        if "integer" in kind:
            wrong += [-1] + ([of["maximum"] + 1] if "maximum" in of else [])
        if "array" in kind:
            wrong += [["a"] * 17, [""], ["x" * 49], [5], ["A\u0001"]]
        if "enum" in of:
            wrong.append("|".join(of["enum"][:2]))
        for value in wrong:
            yield "/" + name, dict(body, **{name: value})
        if name in schema.get("required", ()):
            bad = copy.deepcopy(body)
            del bad[name]
            yield "/" + name, bad
            yield "/" + name, dict(body, **{name: None})
    yield "/warna", dict(body, warna="merah")


def everything(w, printer):
    """What no bad body may change."""
    return [w.call("admin", p) for p in (
        "/v1/supplies", "/v1/plans", "/v1/services", "/v1/contracts")] + [
        w.call("admin", "/v1/printers/{name}/supplies", name=printer),
        w.call("admin", "/v1/supplies/{name}/purchases", name="toner")]


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
    if n < 200:
        w.api.fail("too few bad bodies")


def everywhere(w):
    """401 and 400 of each route, then whether each status that is named was
    seen."""
    ident = {"{id}": ("id", NOBODY), "{name}": ("name", "x")}
    head = {"Authorization": "Bearer nobody", "Content-Type": JSON}
    for template, ops in w.api.doc["paths"].items():
        params = dict(v for k, v in ident.items() if k in template)
        for method, op in ops.items():
            if "upkeep" not in op.get("tags", ()):
                continue
            method = method.upper()
            body = "{}" if "requestBody" in op else None
            w.api.call(template, method, 401, body, head, **params)
            for text in ("{", "[]") if body else ():
                w.api.call(template, method, 400, text,
                           {"Content-Type": JSON}, **params)
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
    for line in ("5.1.02", "5.1.03"):
        w.post("admin", "/v1/budgets", {"year": 2026, "line": line,
                                        "title": "A", "amount": 1}, 200)
    supplies(w)
    installed(w, args.printer)
    plan = plans(w, args.printer)
    contracts(w, args.printer)
    v = services(w, args.printer, plan)
    before = everything(w, args.printer)
    broken(w)
    w.want("after bad bodies", everything(w, args.printer), before)
    w.post("petugas", "/v1/services/{id}/end", {}, 200, id=v["id"])
    everywhere(w)
    print(f"{w.api.n} answers held to the description, {w.api.bad} faults")
    return 1 if w.api.bad else 0


if __name__ == "__main__":
    sys.exit(main())
