#!/usr/bin/python3
"""Costs at random: fills a store, and reckons anew what the API says of it.
    cost_try.py fill STORE SEED     into a store that nobody has open
    cost_try.py check STORE SOCKET  every span and key against slow sums
The sums are those of include/cost.h, sheet by sheet, in fractions; times are
asked of the calendar, not of days since 1970."""
import datetime
import json
import random
import sqlite3
import sys
from collections import defaultdict
from fractions import Fraction

sys.path.insert(0, sys.path[0] + "/../office")
from api import Api  # noqa: E402

PARTS = ("depreciation", "service", "supplies", "blanks", "spoilage")
KEYS = ("kind", "counter", "printer", "scheme", "region", "month")
ZONE = datetime.timezone(datetime.timedelta(hours=7))
FIRST, LAST = (2023, 11), (2024, 12)  # 29 February and a turn of the year


def second(y, m, d=1):
    return int(datetime.datetime(y, m, d, tzinfo=ZONE).timestamp())


def after(month, n=1):
    y, m = divmod(month[0] * 12 + month[1] - 1 + n, 12)
    return y, m + 1


def span(first, last):
    while first <= last:
        yield first
        first = after(first)


# ---- a store at random ----

def some_day(dice):
    return (datetime.date(2022, 1, 1)
            + datetime.timedelta(dice.randrange(1100)))


def some_time(dice):
    """Often beside the turn of a month in the zone."""
    if dice.random() < 0.3:
        m = dice.choice(list(span(FIRST, after(LAST))))
        return second(*m) + dice.choice((-1, 0, 1, -1800, 1800))
    return dice.randrange(second(*FIRST), second(*after(LAST)))


def fill_sheets(db, dice, kinds):
    for job in range(700):
        db.execute("INSERT INTO output VALUES (?,?,?,?,?,?,?,?,?,?,?)", (
            10**9 + job, some_time(dice), dice.randrange(9000),
            dice.choice(("surat-1", "lama-1", "lama-2")), dice.choice(kinds),
            dice.choice(("loket-1", "loket-2")), dice.choice(("", "p2mi")),
            dice.choice(("", "JKT", "SBY")), dice.choice((1, 1, 2, 7)),
            dice.choice((0, 0, 150000, 10**12)), int(dice.random() < 0.1)))


def fill_items(db, dice):
    for name in ("tinta", "pita"):
        db.execute("INSERT INTO supply VALUES (?,?,'ink',?,0,0,'[]','',1)",
                   (name, name, dice.choice((3, 50, 5000))))
    for _ in range(60):
        supply, bought = dice.choice(("tinta", "pita")), some_time(dice)
        price = dice.choice((0, 999999, 10**12))
        purchase = db.execute(
            "INSERT INTO purchase VALUES (NULL,?,?,1,?,'','','','x')",
            (supply, bought, price)).lastrowid
        state = dice.randrange(4)
        ends = sorted(some_time(dice) for _ in range(2))
        if dice.random() < 0.2:
            ends[1] = ends[0]  # taken out in the second it came in
        into = ends[0] if state in (1, 2) else None
        out = ends[1] if state in (2, 3) else None
        db.execute("INSERT INTO item VALUES (NULL,?,?,?,?,?,?,'x','','')",
                   (purchase, supply, state,
                    dice.choice(("surat-1", "lama-1", "sunyi"))
                    if into else "", into, out))


def fill_things(db, dice):
    where = ("", "surat-1", "lama-2", "sunyi")
    for _ in range(12):
        price = dice.choice((7, 500000000, 10**12))
        method = dice.choice(("straight", "output"))
        straight = method == "straight"
        db.execute("INSERT INTO asset VALUES (NULL,?,?,?,?,?,?,?,?,'','x')", (
            dice.choice(where), "a", price, dice.randrange(price),
            dice.choice(("2023-12-31", "2024-01-31", "2024-02-29",
                         str(some_day(dice)))), method,
            dice.choice((1, 5, 60)) if straight else 0,
            0 if straight else dice.choice((9, 300, 10**9))))
        begin = dice.choice((datetime.date(2024, 2, 29), some_day(dice)))
        db.execute("INSERT INTO contract VALUES (NULL,?,'PT','1',?,?,?,0,'',"
                   "'x')", (dice.choice(where[1:]), str(begin),
                            str(begin + datetime.timedelta(
                                dice.choice((0, 30, 364, 365, 800)))),
                            dice.choice((1, 55000000, 10**12))))
        began = some_time(dice)
        ended = dice.choice((None, began, began + 3 * 10**6))
        db.execute("INSERT INTO service VALUES (NULL,?,NULL,'repair','PT',?,?,"
                   "NULL,?,?,'',NULL,'','x')",
                   (dice.choice(where[1:]), began, ended,
                    dice.choice((0, 750001, 10**12)), dice.randrange(2)))


def fill_waste(db, dice):
    db.execute("INSERT INTO kind VALUES ('buku','Buku',1)")
    for lot in range(2):
        first = lot * 50
        delivery = db.execute(
            "INSERT INTO delivery VALUES (NULL,'buku','SJ',?,?,50,?,1,'x','')",
            (f"X{first:04}", f"X{first + 49:04}", 36001 + lot)).lastrowid
        for n in range(first, first + 50):
            db.execute("INSERT INTO blank VALUES (NULL,?,'X####',?,'buku',?,5,"
                       "'',NULL,1)", (f"X{n:04}", n, delivery))
    n = 0
    while n < 90:  # a run may lie across both deliveries
        last = n + dice.randrange(9)
        act, came = dice.choice(((7, 0), (7, 4), (10, 6), (10, 5)))
        db.execute("INSERT INTO stock VALUES (NULL,?,?,'buku',?,?,?,?,'',5,'',"
                   "NULL,'x','','','')", (some_time(dice), act, last - n + 1,
                                          f"X{n:04}", f"X{last:04}", came))
        n = last + 1


def fill(path, seed):
    dice = random.Random(seed)
    db = sqlite3.connect(path)
    kinds = [db.execute(
        "INSERT INTO template VALUES (NULL,?,1,zeroblob(32),'{}',1)",
        (name,)).lastrowid for name in ("alfa", "beta")]
    fill_sheets(db, dice, kinds)
    fill_items(db, dice)
    fill_things(db, dice)
    fill_waste(db, dice)
    db.commit()


# ---- what it costs ----

def month_of(at):
    t = datetime.datetime.fromtimestamp(at, ZONE)
    return t.year, t.month


def anniversary(day, n):
    try:
        return day.replace(year=day.year + n)
    except ValueError:
        return datetime.date(day.year + n, 3, 1)


class Office:
    def __init__(self, path):
        self.db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.db.row_factory = sqlite3.Row
        self.sheets = self.rows(
            "SELECT o.*, t.name AS kind FROM output AS o"
            " JOIN template AS t ON t.id = o.template ORDER BY o.at, o.job")
        self.booked = defaultdict(int)  # (month, part, printer)
        for a in self.rows("SELECT * FROM asset"):
            self.book("depreciation", a["printer"],
                      lambda m, a=a: self.asset(a, m))
        for c in self.rows("SELECT * FROM contract"):
            self.book("service", c["printer"],
                      lambda m, c=c: self.contract(c, m))
        for v in self.rows("SELECT * FROM service WHERE ended IS NOT NULL"
                           " AND warranty = 0"):
            self.booked[month_of(v["ended"]), "service", v["printer"]] += \
                v["cost"]
        for i in self.rows(
                "SELECT i.*, p.price, s.yield AS gives FROM item AS i"
                " JOIN purchase AS p ON p.id = i.purchase"
                " JOIN supply AS s ON s.name = i.supply WHERE i.state > 0"):
            self.book("supplies", i["printer"], lambda m, i=i: self.item(i, m))
        price = dict(self.db.execute(
            "SELECT b.n, d.price FROM blank AS b"
            " JOIN delivery AS d ON d.id = b.delivery"))
        for w in self.rows("SELECT * FROM stock WHERE job IS NULL"):
            if (w["act"], w["came_state"]) in ((7, 0), (10, 6)):
                self.booked[month_of(w["at"]), "spoilage", ""] += sum(
                    price[n] for n in
                    range(int(w["first"][1:]), int(w["last"][1:]) + 1))

    def rows(self, sql):
        return self.db.execute(sql).fetchall()

    def book(self, part, printer, until):
        for m in span(FIRST, LAST):
            self.booked[m, part, printer] += until(m) - until(after(m, -1))

    def pages(self, printer, begin, end):
        return sum(s["pages"] for s in self.sheets if begin <= s["at"] < end
                   and printer in ("", s["printer"]))

    def asset(self, a, m):
        bought = datetime.date.fromisoformat(a["bought"])
        if a["method"] == "straight":
            done = ((m[0] - bought.year) * 12 + m[1] - bought.month + 1,
                    a["life_months"])
        else:
            done = (self.pages(a["printer"], second(*bought.timetuple()[:3]),
                               second(*after(m))), a["pages"])
        part = min(max(Fraction(*done), 0), 1)
        return int((a["price"] - a["residual"]) * part)

    @staticmethod
    def contract(c, m):
        first, last = (datetime.date.fromisoformat(c[k])
                       for k in ("first", "last"))
        end = min(datetime.date(*after(m), 1)
                  - datetime.timedelta(1), last)
        total = n = 0
        while (begin := anniversary(first, n)) <= end:
            n += 1
            year = (anniversary(first, n) - begin).days
            total += c["price_year"] * min((end - begin).days + 1,
                                           year) // year
        return total

    def item(self, i, m):
        end = second(*after(m))
        if i["removed"] is not None and i["removed"] < end:
            return i["price"]
        if i["installed"] is None or i["installed"] >= end:
            return 0
        # what came out in the second of a change came out before it
        done = self.pages(i["printer"], i["installed"] + 1, end)
        return i["price"] * min(done, i["gives"]) // i["gives"]

    @staticmethod
    def share(pool, sheets, bears, part):
        weight = sum(s["pages"] for s in sheets)
        exact = [Fraction(pool * s["pages"], weight) for s in sheets]
        more = pool - sum(int(x) for x in exact)
        order = sorted(range(len(sheets)),
                       key=lambda k: (int(exact[k]) - exact[k], k))
        for k, s in enumerate(sheets):
            bears[s["job"]][part] += int(exact[k])
        for k in order[:more]:
            bears[sheets[k]["job"]][part] += 1

    def month(self, m):
        """What each sheet of it bears, and what is left."""
        sheets = [s for s in self.sheets if month_of(s["at"]) == m]
        bears = {s["job"]: dict.fromkeys(PARTS, 0) for s in sheets}
        left = dict.fromkeys(PARTS, 0)
        for s in sheets:
            bears[s["job"]]["blanks"] = s["price"]
        for part in PARTS:
            common = 0
            for (when, what, printer), pool in self.booked.items():
                if (when, what) != (m, part):
                    continue
                own = [s for s in sheets if s["printer"] == printer]
                if own:
                    self.share(pool, own, bears, part)
                else:
                    common += pool
            priced = [s for s in sheets if s["price"]]
            if part == "spoilage" and priced:
                self.share(common, priced, bears, part)
            elif sheets:
                self.share(common, sheets, bears, part)
            else:
                left[part] += common
        return sheets, bears, left


def reckon(office, first, last, by):
    rows, left = {}, dict.fromkeys(PARTS, 0)
    for m in span(first, last):
        if m not in office.cache:
            office.cache[m] = office.month(m)
        sheets, bears, rest = office.cache[m]
        for s in sheets:
            key = f"{m[0]}-{m[1]:02}" if by == "month" else s[by]
            r = rows.setdefault(key, dict.fromkeys(PARTS + ("sheets",), 0))
            r["sheets"] += 1
            for p in PARTS:
                r["spoilage" if s["spoiled"] else p] += bears[s["job"]][p]
        for p in PARTS:
            left[p] += rest[p]
    return rows, left


def check(store, socket):
    office, api, n = Office(store), Api(socket), 0
    office.cache = {}
    for first in span(FIRST, LAST):
        for last in {first, min(after(first, 5), LAST), LAST}:
            for by in KEYS:
                path = (f"/v1/costs?from={first[0]}-{first[1]:02}"
                        f"&to={last[0]}-{last[1]:02}&by={by}")
                rows, left = reckon(office, first, last, by)
                got = api.get(path)[0]
                said = {r["key"]: {k: r[k] for k in PARTS + ("sheets",)}
                        for r in got["rows"] if r["sheets"]}
                if said != rows:
                    raise SystemExit(f"{path}: {json.dumps(said)}\n"
                                     f"wanted {json.dumps(rows)}")
                if {p: got["unallocated"][p] for p in PARTS} != left:
                    raise SystemExit(f"{path}: left {got['unallocated']},"
                                     f" wanted {left}")
                n += len(rows)
        ledger = dict.fromkeys(PARTS, 0)
        path = f"/v1/costs/ledger?month={first[0]}-{first[1]:02}"
        for e in api.get(path)[0]["items"]:
            ledger[e["part"]] += e["amount"]
        wanted = {p: sum(v for (m, part, _), v in office.booked.items()
                         if (m, part) == (first, p)) for p in PARTS}
        wanted["blanks"] += sum(s["price"] for s in office.cache[first][0])
        if ledger != wanted:
            raise SystemExit(f"{path}: {ledger}, wanted {wanted}")
    print(n, "rows")


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(sys.argv[2], int(sys.argv[3]))
    else:
        check(sys.argv[2], sys.argv[3])
