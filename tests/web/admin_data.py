"""What core answers about printers, stock, costs and reports of the example
office, on 20 November 2025, 10.42 WITA.  Names and numbers are fictitious;
EMPTY in the environment: an office of its first day."""
import datetime
import os

DAY = datetime.date(2025, 11, 20)
EMPTY = "EMPTY" in os.environ


def both(i, e):
    return {"id": i, "en": e}


def items(rows):
    return {"items": rows, "next": None}


def at(day, clock):
    """A time of the site (WITA) as the API writes it."""
    t = datetime.datetime.strptime(f"{day} {clock}", "%Y-%m-%d %H.%M")
    t -= datetime.timedelta(hours=8)
    return t.strftime("%Y-%m-%dT%H:%M:%SZ")


def gauge(title, level, pages, days, state="ok", source="device"):
    return {"name": title.lower().replace(" ", "-"), "title": title,
            "level": level, "state": state, "pages_left": pages,
            "days_left": days, "source": source}


STOPS = {"2025-10-27": (60, 0), "2025-10-28": (20, 34), "2025-11-04": (45, 0),
         "2025-11-05": (0, 12), "2025-11-12": (120, 0),
         "2025-11-13": (60, 95), "2025-11-19": (30, 0), "2025-11-20": (15, 11)}


def history():
    days = []
    for n in range(29, -1, -1):
        d = DAY - datetime.timedelta(days=n)
        work = d.weekday() < 5
        attention, down = STOPS.get(str(d), (0, 0))
        total = (162 if n == 0 else 480) if work else 0
        days.append({"day": str(d), "working": work,
                     "ready": max(total - attention - down, 0),
                     "attention": attention, "down": down, "off": 0})
    t = lambda c: at(DAY, c)
    today = [(t("00.00"), t("07.36"), "off", None),
             (t("07.36"), t("09.06"), "ready", None),
             (t("09.06"), t("09.21"), "attention", "marker-supply-low"),
             (t("09.21"), t("10.31"), "ready", None),
             (t("10.31"), t("10.42"), "down", "cover-open")]
    return {"from": days[0]["day"], "days": days,
            "today": [dict(zip(("from", "to", "health", "keyword"), x))
                      for x in today]}


PRINTER = {
    "name": "paspor-2", "uri": "ipps://10.20.4.12/ipp/print",
    "group": "paspor", "media": "iso_b7_88x125mm", "enabled": True,
    "up": True, "state": "stopped", "accepting": True, "ready": False,
    "jobs": 0, "problems": [], "reason": None, "tray": None,
    "impressions": 31207, "created": at("2024-05-02", "09.00"),
    "place": "ruang cetak", "model": "PIX-500", "health": "down",
    "since": at(DAY, "10.31"), "looked": "2025-11-20T02:41:54Z",
    "reasons": [
        {"keyword": "cover-open", "class": "down",
         "what": both("Pintu depan terbuka", "Front door open"),
         "do": both("Tutup pintu depan sampai berbunyi klik",
                    "Close the front door until it clicks"),
         "since": at(DAY, "10.31")},
        {"keyword": "marker-supply-low", "class": "attention",
         "what": both("Tinta magenta hampir habis, ± 290 lembar",
                      "Magenta ink low, about 290 sheets"),
         "do": both("Siapkan botol pengganti, lemari B (stok 1 botol)",
                    "Have a bottle ready, cabinet B (1 in stock)"),
         "since": at("2025-11-19", "14.12")}],
    "supplies": [], "today": 16, "waiting": 0,
    "service": {"due": "2025-12-08", "days": 18, "pages": 348,
                "state": "ok", "title": "Servis berkala", "back": None},
    "device": {"make_and_model": "Contoh PIX-500", "firmware": "4.02",
               "serial": "PX5-0031207", "media_ready": ["iso_b7_88x125mm"],
               "alert": None, "message": "Front door open"},
    "month": 412, "life": 31207, "printed": 30988, "since_service": 4152, "spoiled_month": 3,
    "availability": 986, "stops": 4, "between_stops_hours": 44,
    "down_minutes_month": 118, "history": history(), "meter": []}
NEW = {"name": "paspor-2", "uri": "ipps://10.20.4.12/ipp/print",
       "group": None, "media": "iso_b7_88x125mm", "enabled": True,
       "health": "ready", "since": None, "looked": None, "reasons": [],
       "supplies": [], "service": {"state": "none"}, "today": 0,
       "waiting": 0}


def worn(title, on, off, pages, promise, price, per):
    return {"id": 1, "supply": title, "title": title, "sort": "ink",
            "state": "worn", "installed": at(on, "09.00"),
            "removed": at(off, "09.00"), "pages": pages, "yield": promise,
            "level": 0, "source": "count", "pages_left": 0, "days_left": 0,
            "price": price, "per_page": per}


def used(title, on, pages, promise, level, left, days, source="device"):
    return {"id": 2, "supply": title, "title": title, "sort": "ink",
            "state": "in-use", "installed": at(on, "09.00"),
            "removed": None, "pages": pages, "yield": promise,
            "level": level, "source": source, "pages_left": left,
            "days_left": days, "price": 487000, "per_page": None}


INSTALLED = [
    used("Tinta hitam", "2025-10-06", 770, 1400, 41, 550, 19),
    used("Tinta sian", "2025-10-06", 496, 1400, 63, 840, 29),
    used("Tinta magenta", "2025-09-02", 1010, 1400, 22, 290, 10),
    used("Tinta kuning", "2025-10-06", 545, 1400, 58, 755, 26),
    used("Penampung tinta", "2025-05-14", 4152, 6000, 29, 1740, 44),
    used("Laminasi", "2025-10-21", 420, 650, 34, 232, 8, "count"),
    worn("Tinta hitam", "2025-08-14", "2025-10-06", 1310, 1400, 487000, 372),
    worn("Tinta magenta", "2025-07-01", "2025-09-02", 1262, 1400, 487000,
         386),
    worn("Laminasi rol 13", "2025-09-16", "2025-10-21", 648, 650, 1500000,
         2315),
    worn("Pembersih kepala", "2025-09-30", "2025-11-01", 220, 200, 100000,
         455)]

PLANS = [{"id": 3, "printer": "paspor-2", "title": "Servis berkala",
          "days": 365, "pages": 4500, "grace_days": 14,
          "since": "2025-05-14", "done_days": 190, "done_pages": 4152,
          "due": "2025-12-08", "by": "pages", "days_left": 175,
          "pages_left": 348, "state": "due"}]


def service(n, day, hours, kind, supplier, cost, note="", minutes=190,
            document=True, warranty=False):
    return {"id": n, "printer": "paspor-2", "plan": None, "kind": kind,
            "supplier": supplier, "began": at(day, "09.00"),
            "ended": at(day, hours), "back": None, "cost": cost,
            "warranty": warranty, "note": note, "document": document,
            "budget": None, "person": "ratna", "minutes": minutes}


SERVICES = [
    service(11, "2025-05-14", "12.10", "scheduled", "PT Teknik Contoh",
            27500000, "menurut hitungan"),
    service(10, "2025-02-22", "11.00", "repair", "PT Teknik Contoh", 0,
            "kepala cetak", 1560, False, True),
    service(9, "2024-12-08", "11.45", "scheduled", "PT Teknik Contoh",
            27500000, "menurut tanggal", 165),
    service(8, "2024-09-02", "09.40", "calibration", "Petugas sendiri",
            350000, "", 40, False)]

CONTRACTS = [{"id": 1, "printer": "paspor-2", "supplier": "PT Teknik Contoh",
              "number": "KTR-2025/07", "first": "2025-01-01",
              "last": "2025-12-31", "price_year": 55000000, "visits": 2,
              "budget": "5.1.02.03"}]


def supply(name, title, stock, minimum, target, price, measured, per_day,
           days, order, state):
    return {"name": name, "title": title, "sort": "ink", "yield": 1400,
            "minimum": minimum, "target": target, "models": ["PIX-500"],
            "marker": None, "stock": stock, "in_use": 2, "price": price,
            "measured": measured, "per_day": per_day, "days_left": days,
            "order": order, "state": state}


SUPPLIES = [
    supply("tinta-hitam", "Tinta hitam", 3, 4, 8, 487000, 1310, 58, 9, 5,
           "low"),
    supply("tinta-magenta", "Tinta magenta", 1, 3, 6, 487000, 1262, 58, 10, 5,
           "low"),
    supply("pita-ymcko", "Pita YMCKO", 4, 2, 6, 1250000, 248, 41, 23, 0,
           "ok"),
    supply("toner-l40", "Toner L-40", 6, 2, 4, 690000, 2950, 120, 66, 0,
           "ok"),
    supply("laminasi", "Laminasi PIX-500", 3, 2, 6, 1500000, 648, 29, 52, 0,
           "ok"),
    supply("drum-l40", "Drum L-40", 0, 1, 1, 2100000, None, 120, None, 1,
           "out")]
REORDER = [{"name": s["name"], "title": s["title"], "stock": s["stock"],
            "minimum": s["minimum"], "target": s["target"],
            "order": s["order"], "days_left": s["days_left"],
            "cost": s["order"] * s["price"]}
           for s in SUPPLIES if s["order"] > 0]

KINDS = [{"name": "buku-paspor-48", "title": "Buku paspor 48 hal."},
         {"name": "kartu-pmi", "title": "Kartu PMI bernomor"},
         {"name": "kertas-sekuriti", "title": "Kertas sekuriti A4"}]
STOCK = [dict(zip(("kind", "place", "state", "blanks"), x)) for x in (
    ("buku-paspor-48", "store", "received", 300),
    ("buku-paspor-48", "tray:paspor-1", "at-counter", 78),
    ("buku-paspor-48", "tray:paspor-1", "reserved", 2),
    ("buku-paspor-48", "tray:paspor-2", "at-counter", 40),
    ("kartu-pmi", "store", "received", 1200),
    ("kartu-pmi", "counter:loket-5", "at-counter", 260),
    ("kertas-sekuriti", "store", "received", 3000),
    ("kertas-sekuriti", "counter:loket-1", "at-counter", 180))]
FORECAST = {"kinds": [
    {"kind": "buku-paspor-48", "on_hand": 420, "waiting": 3, "short": 0,
     "fits": True, "used": 580, "working_days": 20, "days_left": 14},
    {"kind": "kartu-pmi", "on_hand": 1460, "waiting": 2, "short": 0,
     "fits": True, "used": 940, "working_days": 20, "days_left": 31},
    {"kind": "kertas-sekuriti", "on_hand": 3180, "waiting": 0, "short": 0,
     "fits": True, "used": 960, "working_days": 20, "days_left": 66}],
    "printers": []}


def entry(seq, clock, act, kind, n, first, last, to, person):
    return {"seq": seq, "at": at(DAY, clock), "act": act, "kind": kind,
            "blanks": n, "first": first, "last": last, "from_state": None,
            "from_place": None, "to_state": "received", "to_place": to,
            "job": None, "person": person, "second": None, "reason": None,
            "note": None}


ENTRIES = [
    entry(904, "10.41", "use", "buku-paspor-48", 1, "X1204422", "X1204422",
          "counter:loket-3", "hadi"),
    entry(903, "10.31", "release", "buku-paspor-48", 1, "X1204417",
          "X1204417", "tray:paspor-2", "core"),
    entry(899, "09.41", "receive", "kertas-sekuriti", 500, "A310501",
          "A311000", "store", "ratna"),
    entry(898, "08.05", "hand-out", "buku-paspor-48", 80, "X1204401",
          "X1204480", "tray:paspor-1", "ratna"),
    entry(897, "07.58", "spoil", "kartu-pmi", 1, "K0088298", "K0088298",
          "counter:loket-5", "lina")]

PARTS = [{"name": n, "title": both(i, e)} for n, i, e in (
    ("depreciation", "Penyusutan", "Depreciation"),
    ("service", "Layanan", "Service"), ("supplies", "Bahan", "Supplies"),
    ("blanks", "Blangko", "Blanks"), ("spoilage", "Rusak", "Spoilage"))]
NAMES = [p["name"] for p in PARTS]


def row(key, title, sheets, spoiled, *v):
    good = sheets - spoiled
    return dict(zip(NAMES, v), key=key, title=title, sheets=sheets, good=good,
                spoiled=spoiled, total=sum(v),
                per_document=sum(v) // good if good else None)


BY_KIND = [
    row("paspor-48", "Paspor 48 hal.", 486, 4, 12650000, 7150000, 3580000,
        17496000, 180000),
    row("paspor-24", "Paspor 24 hal.", 154, 1, 4016667, 2016667, 1120000,
        4158000, 36000),
    row("kartu-pmi", "Kartu PMI", 812, 2, 750000, 500000, 3329000, 5278000,
        58500),
    row("surat-rekomendasi", "Surat rekomendasi", 1143, 1, 140000, 75000,
        217000, 1428750, 6250),
    row("sertifikat-pap", "Sertifikat PAP", 640, 1, 80000, 42000, 134400,
        576000, 900)]
BY_PRINTER = [
    row("paspor-1", "paspor-1", 318, 2, 8333333, 4583333, 2500000, 10800000,
        90000),
    row("paspor-2", "paspor-2", 322, 3, 8333334, 4583334, 2200000, 10854000,
        126000)]
MONTHS = [(7207144, 24885605, 242219), (6536712, 22570665, 219687),
          (7709968, 26621810, 259118), (7374752, 25464340, 247852),
          (5950084, 20545092, 199971), (5195848, 17940785, 174623),
          (7542360, 26043075, 253485), (7961380, 27489912, 267567),
          (8883224, 30672955, 298549), (8548008, 29515485, 603294),
          (8212792, 28358015, 276017), (8380400, 28936750, 281650)]
OWN = [3100000, 3400000, 3200000, 2600000, 1900000, 3300000, 3600000, 4100000,
       3900000, 4000000, 4400000, 2900000]
OWN_SPOILED = [150000, 100000, 360000, 100000, 50000, 200000, 100000, 150000,
               900000, 100000, 200000, 140000]


def months(first):
    """Twelve names from first = (year, month)."""
    year, month = first
    return [f"{year + (month - 1 + n) // 12}-{(month - 1 + n) % 12 + 1:02}"
            for n in range(12)]


def costs(query):
    if query["by"] == "month" and "printer" in query:
        rows = [row(m, m, 400, 3, 8333333, 4583333, s, 0, w) for m, s, w in
                zip(months((2024, 12)), OWN, OWN_SPOILED)]
        more = {"printer": query["printer"]}
    elif query["by"] == "month":
        rows = [row(m, m, 3200, 9, 17636667, 9783667, *v)
                for m, v in zip(months((2024, 11)), MONTHS)]
        more = {}
    else:
        rows = BY_PRINTER if query["by"] == "printer" else BY_KIND
        more = {}
    if EMPTY:
        rows = []
    zero = dict.fromkeys(NAMES + ["total"], 0)
    total = {n: sum(r[n] for r in rows) for n in zero}
    return dict(more, parts=PARTS, rows=rows, unallocated=zero, total=total,
                ledger=total, **{"from": query["from"], "to": query["to"],
                                 "by": query["by"]})


BUDGETS = [{"year": 2025, "line": "5.1.02.03",
            "title": "Belanja pemeliharaan dan bahan cetak",
            "amount": 640000000, "spent": 488350000, "committed": 55000000,
            "forecast": 71200000, "left": 25450000, "passed_permille": 885,
            "state": "thin"}]


def what_if(query):
    n = {"per_day": 20, "price": 500000000, "service": 55000000, "years": 5}
    n.update({k: int(v) for k, v in query.items()})
    whole = n["price"] + n["years"] * n["service"]
    cost = lambda d: whole // (n["years"] * 250 * d)
    return dict(n, days=250, sheets=n["years"] * 250 * n["per_day"],
                per_document=cost(n["per_day"]),
                formula="(Rp\u00a0500.000.000 + 5 × Rp\u00a055.000.000) ÷ "
                        "(5 × 250 × 20)",
                curve=[{"per_day": d, "per_document": cost(d)}
                       for d in (10, 20, 40, 70, 100, 140)])


def column(name, i, e, unit):
    return {"name": name, "title": both(i, e), "unit": unit}


def report(name, query):
    titles = {"day": both("Laporan harian 20 November 2025",
                           "Report of the day 2025-11-20"),
              "month": both("Laporan bulanan", "Monthly report"),
              "year": both("Laporan tahunan", "Yearly report")}
    output = {"name": "output", "title": both("Keluaran", "Output"),
              "columns": [column("kind", "Jenis", "Kind", "text"),
                          column("printed", "Tercetak", "Printed", "count"),
                          column("issued", "Diserahkan", "Handed over",
                                 "count"),
                          column("spoiled", "Rusak", "Spoiled", "count"),
                          column("share", "Rusak", "Spoiled", "permille"),
                          column("cost", "Biaya", "Cost", "rupiah")],
              "rows": [["Paspor 48 hal.", 29, 27, 1, 34, 2449833],
                       ["Kartu PMI", 14, 12, 0, 0, 170954],
                       ["Surat rekomendasi", 11, 11, 0, 0, 17963],
                       ["Sertifikat PAP", 6, 4, 0, 0, 7812]],
              "total": [both("Jumlah", "Total"), 60, 54, 1, 17, 2646562]}
    stops = {"name": "stops", "title": both("Printer berhenti",
                                            "Printers down"),
             "columns": [column("printer", "Printer", "Printer", "text"),
                         column("why", "Sebab", "Reason", "text"),
                         column("since", "Hari", "Day", "day"),
                         column("minutes", "Lama", "Time", "minutes")],
             "rows": [["paspor-2", "Pintu depan terbuka", "2025-11-20", 11],
                      ["surat-2", "Kertas tersangkut", "2025-11-20", 4]],
             "total": None}
    doubt = {"name": "doubts", "title": both("Perlu diperiksa", "Doubtful"),
             "columns": [column("job", "Pekerjaan", "Job", "text")],
             "rows": [], "total": None}
    return {"name": name, "period": query["period"],
            "title": titles.get(name, titles["day"]),
            "authority": "LTSA Contoh Raya", "made": at(DAY, "10.42"),
            "tables": [] if EMPTY else [output, stops, doubt]}


def criterion(name, i, e, value, unit, optimal, sedang, rating):
    return {"name": name, "title": both(i, e), "value": value, "unit": unit,
            "better": "higher" if optimal > sedang else "lower", "optimal": optimal, "sedang": sedang, "rating": rating}


SITE = {"month": "2025-11", "rating": "optimal-sedang",
        "title": both("Optimal sedang", "Fairly optimal"),
        "criteria": [
            criterion("output", "Dokumen per hari kerja",
                      "Documents a working day", 139, "count", 120, 60,
                      "optimal"),
            criterion("availability", "Ketersediaan printer",
                      "Availability of printers", 942, "permille", 970, 900,
                      "optimal-sedang"),
            criterion("spoiled", "Lembar rusak", "Spoiled sheets", 17,
                      "permille", 20, 50, "optimal"),
            criterion("wait", "Waktu tunggu tengah", "Median wait", 4,
                      "minutes", 10, 30, "optimal")],
        "reasons": [both("Ketersediaan printer 94,2 %, optimal mulai 97 %",
                         "Printers available 94.2%, optimal from 97%")]}

PERSONS = [dict(zip(("name", "full_name", "title", "staff_number", "role",
                     "here"), x)) for x in (
    ("ratna", "Ratna Dewanti", "Penyelia", None, "supervisor", True),
    ("hadi", "Hadi Saputra", "Petugas mutu", None, "operator", True),
    ("lina", "Lina Marlina", "Petugas loket 5", None, "operator", True),
    ("dimas", "Dimas Pratama", "Petugas loket 2", None, "operator", True),
    ("arif", "Arif Wibowo", "Pengelola sistem", None, "admin", True),
    ("lama", "Sudah Pindah", None, None, "operator", False))]
TEMPLATES = [{"name": n, "version": v, "title": both(i, e), "media": m,
              "blank": b, "approval": a} for n, v, i, e, m, b, a in (
    ("paspor-48", 7, "Paspor 48 hal.", "Passport, 48 pages",
     "iso_b7_88x125mm", "buku-paspor-48", True),
    ("kartu-pmi", 4, "Kartu PMI", "Migrant worker's card",
     "iso_id-1_54x86mm", "kartu-pmi", False),
    ("surat-rekomendasi", 5, "Surat rekomendasi", "Letter of recommendation",
     "iso_a4_210x297mm", "kertas-sekuriti", False),
    ("sertifikat-pap", 2, "Sertifikat PAP", "Briefing certificate",
     "iso_a4_210x297mm", None, False))]


def full(route, query, params):
    if route == "printer.get":
        return dict(PRINTER, name=params.get("name", "paspor-2"))
    if route == "report.get":
        return report(params.get("name", "day"), query)
    if route == "cost.list":
        return costs(query)
    if route == "cost.if":
        return what_if(query)
    return {"supply.items": items(INSTALLED), "plan.list": items(PLANS),
            "service.list": items(SERVICES),
            "contract.list": items(CONTRACTS),
            "supply.list": items(SUPPLIES),
            "supply.reorder": items(REORDER), "kind.list": items(KINDS),
            "stock.now": items(STOCK), "stock.forecast": FORECAST,
            "stock.list": items(ENTRIES), "budget.list": items(BUDGETS),
            "site.get": SITE, "person.list": items(PERSONS),
            "template.list": items(TEMPLATES)}.get(route)


def answer(route, query, params):
    """The body, or None where this office knows nothing."""
    if not EMPTY:
        return full(route, query, params)
    if route == "printer.get":
        return dict(NEW, name=params.get("name", "paspor-2"))
    if route in ("report.get", "cost.list"):
        return full(route, query, params)
    if route == "stock.forecast":
        return {"kinds": [], "printers": []}
    if route in ("site.get", "cost.if"):
        return None
    return items([]) if route.endswith(".list") else None
