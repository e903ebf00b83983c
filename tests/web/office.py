"""An office for the pages of /admin: what core would answer on a busy
morning.  Names and numbers are fictitious."""
import datetime
import os

import admin_data

NOW = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
if "NOW" in os.environ:
    NOW = datetime.datetime.fromisoformat(os.environ["NOW"])


def ago(minutes, seconds=0):
    t = NOW - datetime.timedelta(minutes=minutes, seconds=seconds)
    return t.strftime("%Y-%m-%dT%H:%M:%SZ")


def day(n):
    return (NOW + datetime.timedelta(days=n)).strftime("%Y-%m-%d")


def both(i, e):
    return {"id": i, "en": e}


PERSONS = {
    "siti": {"full_name": "Siti Rahma <Dewi>", "title": "Penyelia",
             "role": "supervisor", "admin": False},
    "budi": {"full_name": "Budi Santoso", "title": "Petugas loket",
             "role": "operator", "admin": False},
    "hadi": {"full_name": "Hadi Saputra", "title": "Petugas loket",
             "role": "operator", "admin": False},
}


def me(person):
    return {"name": person, "counter": "loket-1",
            "authority": {"name": "disnaker", "title": "LTSA Contoh Raya",
                          "zone": "WIB", "host": "cek.ltsa-contoh.go.id"},
            **PERSONS[person]}


def job(n, state, template="paspor-48", printer="paspor-1", minutes=10,
        reason=None, device=None, **more):
    return {"id": n, "document": "K7Q2M9XWD4R8TJ3P",
            "number": f"560/{n}/Disnaker/XI/2026", "copy": 1,
            "state": state, "rev": 7, "reason": reason,
            "template": {"name": template, "version": 7},
            "printer": printer, "target": None, "counter": "loket-3",
            "person": "hadi", "serial": f"X{1204000 + n}",
            "needs_approval": False, "device": device, "source": None,
            "scheme": "P3MI", "region": "3507", "pages": 1, "attempts": 1,
            "batch": None, "created": ago(minutes + 2),
            "changed": ago(minutes),
            "links": {"self": f"/v1/jobs/{n}",
                      "events": f"/v1/jobs/{n}/events",
                      "pdf": f"/v1/jobs/{n}/pdf"}, **more}


def why(code, i, e):
    return {"code": code, "pointer": "", "id": i, "en": e}


JOBS = [
    job(193, "printing", minutes=0),
    job(192, "printed", minutes=3),
    job(191, "queued", "kartu-pmi", "kartu-1", 5, serial=None),
    job(190, "held", "surat-rekomendasi", "surat-1", 18,
        why("hold", "Ditahan", "On hold")),
    job(189, "queued", "paspor-24", "paspor-1", 20,
        why("unavailable", "Menunggu blangko di baki paspor-1",
            "Waits for a blank in the tray of paspor-1")),
    job(188, "issued", "sertifikat-pap", "surat-1", 6),
    job(187, "doubt", "paspor-48", "paspor-2", 11,
        why("cover-open", "Penutup dibuka saat mencetak",
            "The cover was opened while printing"),
        {"pages": 31207, "state": "stopped",
         "reasons": ["cover-open-error"]}),
    job(184, "held", "kartu-pmi", "kartu-2", 41,
        why("hold", "Kartu 2 diservis", "Kartu 2 is in service"),
        serial=None, needs_approval=True),
    job(171, "doubt", "kartu-pmi", "kartu-1", 45,
        why("lost", "Printer tidak melapor selesai",
            "The printer did not report the end")),
    job(170, "spoiled", "paspor-48", "paspor-2", 58,
        why("ink", "Tinta atau toner tidak merata", "Ink uneven")),
    job(168, "held", "paspor-48", "paspor-1", 72,
        why("approval", "Menunggu orang kedua",
            "Waits for a second person"), copy=2),
    job(165, "ready", "paspor-48", "paspor-1", 90),
    job(160, "cancelled", "kartu-pmi", None, 110,
        why("cancel", "Dibatalkan", "Cancelled"), serial=None),
]


def reason(keyword, kind, i, e, do_i, do_e, minutes):
    return {"keyword": keyword, "class": kind, "what": both(i, e),
            "do": both(do_i, do_e), "since": ago(minutes)}


def printer(name, health, place, model, since, reasons, supply, service,
            today, waiting):
    return {"name": name, "uri": "ipps://" + name, "group": None,
            "media": "iso_b7_88x125mm", "enabled": True,
            "up": health != "down", "state": "idle", "accepting": True,
            "ready": health == "ready", "jobs": waiting, "problems": [],
            "reason": None, "tray": None, "impressions": 31207,
            "created": ago(90000), "place": place, "model": model,
            "health": health, "since": ago(since), "looked": ago(0, 4),
            "reasons": reasons, "supplies": [supply], "service": service,
            "today": today, "waiting": waiting}


def supply(title, level, state="ok"):
    return {"name": title, "title": title, "level": level, "state": state,
            "pages_left": 400, "days_left": 9, "source": "device"}


def service(days, state="ok", title="Servis berkala", back=None):
    return {"due": day(days), "days": days, "pages": None, "state": state,
            "title": title, "back": back}


PRINTERS = [
    printer("paspor-1", "ready", "ruang cetak", "PIX-500", 200, [],
            supply("Tinta", 62), service(53), 13, 3),
    printer("surat-1", "ready", "loket 1", "L-40", 300, [],
            supply("Toner", 34), service(92), 9, 0),
    printer("kartu-2", "off", "di bengkel", "RTX-3", 2900, [
        reason("in-service", "off", "Kepala cetak diganti",
               "Print head being changed",
               "Di luar antrean. Kembali sekitar 24 November",
               "Out of the queue. Back about 24 November", 2900)],
        supply("Pita", 100), service(0, "in-service", back=day(4)), 0, 0),
    printer("kartu-1", "attention", "loket 5", "RTX-3", 44, [
        reason("marker-supply-low", "attention", "Pita tinggal ± 38 kartu",
               "Ribbon for about 38 cards left",
               "Siapkan pita YMCKO, lemari B (stok 4 rol)",
               "Have a YMCKO ribbon ready, cabinet B (4 in stock)", 44)],
        supply("Pita", 8, "low"), service(75), 14, 2),
    printer("surat-2", "attention", "loket 2", "L-40", 8700, [
        reason("service-overdue", "attention", "Servis lewat 6 hari",
               "Service overdue by 6 days",
               "Panggil teknisi. Mulai 28 November antrean ditahan",
               "Call a technician. Held from 28 November", 8700)],
        supply("Toner", 57), service(-6, "overdue"), 8, 0),
    printer("paspor-2", "down", "ruang cetak", "PIX-500", 11, [
        reason("cover-open", "down", "Penutup terbuka", "Cover open",
               "Tutup sampai berbunyi klik. 3 pekerjaan dialihkan",
               "Close until it clicks. 3 jobs moved", 11)],
        supply("Tinta", 41), service(18), 16, 0),
]

OVERVIEW = {
    "now": ago(0), "day": day(0), "printed": 60, "printed_usual": 45,
    "handed_over": 54, "queued": 7, "held": 3, "doubt": 2, "spoiled": 1,
    "wait_median_seconds": 240,
    "curve": {"from": "08:00", "step_minutes": 30,
              "labels": ["08.00", "08.30", "09.00", "09.30", "10.00",
                         "10.30", "11.00", "11.30", "12.00"],
              "today": [0, 4, 13, 22, 34, 53, 60],
              "low": [0, 2, 6, 12, 19, 28, 37, 44, 50],
              "mean": [0, 5, 11, 20, 30, 41, 52, 59, 66],
              "high": [0, 8, 17, 30, 42, 57, 71, 80, 88]}}



def kind(name, on_hand, left):
    return {"kind": name, "on_hand": on_hand, "waiting": 3, "short": 0,
            "fits": True, "used": 300, "working_days": 20,
            "days_left": left}


FORECAST = {"kinds": [kind("paspor-48", 420, 14),
                      kind("kartu-pmi", 1460, 31),
                      kind("kertas-sekuriti-a4", 3180, 66)], "printers": []}

SUPPLIES = [
    {"name": "tinta-paspor", "title": "Tinta paspor", "sort": "ink",
     "yield": 3000, "minimum": 4, "target": 8, "models": ["PIX-500"],
     "marker": None, "stock": 3, "in_use": 2, "price": 900000,
     "measured": 2900, "per_day": 30, "days_left": 9, "order": 5,
     "state": "low"},
    {"name": "pita-ymcko", "title": "Pita YMCKO", "sort": "ribbon",
     "yield": 250, "minimum": 2, "target": 6, "models": ["RTX-3"],
     "marker": None, "stock": 4, "in_use": 2, "price": 1250000,
     "measured": 246, "per_day": 20, "days_left": 23, "order": 0,
     "state": "ok"}]


def event(seq, n, name, minutes, actor, to="queued", rev=1, **evidence):
    return {"seq": seq, "job": n, "rev": rev, "at": ago(minutes),
            "event": name, "from": None, "to": to, "actor": actor,
            "evidence": evidence}


EVENTS = [
    event(480, 160, "cancel", 110, "hadi", "cancelled"),
    event(490, 187, "fail", 11, "paspor-2", "doubt"),
    event(491, 190, "hold", 18, "dimas", "held"),
    event(492, 186, "hand-over", 2, "hadi", "issued"),
    event(493, 192, "pass", 1, "hadi", "issued"),
    event(494, 193, "permit", 0, "paspor-1", "printing"),
]

NOTICES = [
    {"seq": 31, "at": ago(60), "level": "info", "kind": "stock-received",
     "subject": "paspor-48",
     "text": both("Stok masuk: 500 paspor-48, X1204001–X1204500",
                  "Stock received: 500 paspor-48, X1204001–X1204500")},
    {"seq": 32, "at": ago(44), "level": "attention",
     "kind": "printer-attention", "subject": "kartu-1",
     "text": both("kartu-1: pita tinggal ± 38 kartu",
                  "kartu-1: ribbon for about 38 cards left")},
    {"seq": 33, "at": ago(11), "level": "down", "kind": "printer-down",
     "subject": "paspor-2",
     "text": both("paspor-2 berhenti: penutup terbuka",
                  "paspor-2 is down: cover open")}]

TRAIL = [
    event(401, 187, "accept", 23, "hadi", "received", 1, counter="loket-3"),
    event(402, 187, "seal", 23, "core", "sealed", 2),
    event(403, 187, "render", 23, "core", "queued", 3),
    event(404, 187, "submit", 12, "core", "submitted", 4,
          printer="paspor-2"),
    event(405, 187, "permit", 12, "paspor-2", "printing", 5),
    event(490, 187, "fail", 11, "paspor-2", "doubt", 6, counter="paspor-2"),
]

FIELDS = {"nama": "YULIA LESTARI", "nik": "3171234567890003",
          "tempat_lahir": "Kota Contoh", "tanggal_lahir": "1997-03-14"}

APPROVALS = [{"id": 9, "act": "reprint", "job": 165,
              "body": {"reason": "ink", "note": "tinta melebar"},
              "asked_by": "budi", "asked": ago(12), "state": "waiting",
              "decided_by": None}]


def acted(n, name, person):
    """A person did something to a job: one more event."""
    name = {"settle": "came-out-well"}.get(name, name)
    e = event(EVENTS[-1]["seq"] + 1, n, name, 0, person)
    e["at"] = datetime.datetime.now(datetime.timezone.utc).strftime(
        "%Y-%m-%dT%H:%M:%SZ")
    EVENTS.append(e)
    return e


def items(rows):
    return {"items": rows, "next": None}


def jobs(q):
    rows = [j for j in JOBS
            if q.get("state") in (None, j["state"]) and
            q.get("printer") in (None, j["printer"]) and
            q.get("q") in (None, str(j["id"]), j["serial"])]
    n = int(q.get("limit", 50))
    return {"items": rows[:n],
            "next": str(rows[n - 1]["id"]) if len(rows) > n else None}


def answer(route, query, params, person):
    """The body, or None where the office knows nothing."""
    more = None
    if "NOW" in os.environ:
        more = admin_data.answer(route, query, params)
    if more is not None:
        return more
    if route == "job.list":
        return jobs(query)
    if route in ("job.get", "job.see"):
        found = [j for j in JOBS if str(j["id"]) == params["id"]]
        return dict(found[0], fields=FIELDS) if found else None
    if route == "job.events":
        return items([dict(e, job=int(params["id"])) for e in TRAIL])
    if route == "notice.list":
        after = int(query.get("after", 0))
        return {"items": [n for n in NOTICES if n["seq"] > after],
                "next": None, "last": NOTICES[-1]["seq"]}
    if route == "event.list":
        after = int(query["after"])
        return {"items": [e for e in EVENTS if e["seq"] > after],
                "next": None, "counter": None,
                "last": EVENTS[-1]["seq"]}
    return {"me": me(person), "overview": OVERVIEW,
            "printer.list": items(PRINTERS), "stock.forecast": FORECAST,
            "supply.list": items(SUPPLIES),
            "approval.list": items(APPROVALS),
            "template.list": items([
                {"name": n, "version": 7} for n in
                ("paspor-48", "kartu-pmi", "surat-rekomendasi")]),
            }.get(route)
