#!/usr/bin/python3
"""Bad input against the live API: each case must get a 4xx problem that names
its field, in both languages, never a 5xx, and leave no job behind.

usage: bad_input.py http.sock TOKEN PORTRAIT.jpg JOB.json...

Cases are made from the shipped examples: every field in turn takes every kind
of wrong value; then whole bodies, Unicode, photos and raw HTTP.
"""
import copy
import http.client
import io
import json
import random
import socket
import struct
import sys
import time
import zlib

from PIL import Image

SOCK, TOKEN = sys.argv[1:3]
PORTRAIT = open(sys.argv[3], "rb").read()
JOBS = {p: json.load(open(p, encoding="utf-8")) for p in sys.argv[4:] if p != "-v"}
random.seed(20261122)


class Unix(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(30)
        self.sock.connect(SOCK)


def ask(body, ctype="application/json", path="/v1/jobs", method="POST",
        lang="en", headers=None):
    c = Unix("localhost")
    h = {"Authorization": "Bearer " + TOKEN, "Content-Type": ctype,
         "Accept-Language": lang,
         "Idempotency-Key": "bad-%016x" % random.getrandbits(64)}
    h.update(headers or {})
    try:
        c.request(method, path, body, {k: v for k, v in h.items()
                                       if v is not None})
    except BrokenPipeError:
        pass  # refused before the body was read; the answer is there
    r = c.getresponse()
    data = r.read()
    c.close()
    return r.status, r.getheader("Content-Type", ""), data


def multipart(job, photo, name="photo", ctype="image/jpeg"):
    edge = b"edge%016x" % random.getrandbits(64)
    body = (b"--" + edge + b"\r\nContent-Disposition: form-data; "
            b'name="job"\r\nContent-Type: application/json\r\n\r\n'
            + json.dumps(job).encode() + b"\r\n--" + edge
            + b'\r\nContent-Disposition: form-data; name="' + name.encode()
            + b'"; filename="p"\r\nContent-Type: ' + ctype.encode()
            + b"\r\n\r\n" + photo + b"\r\n--" + edge + b"--\r\n")
    return body, "multipart/form-data; boundary=" + edge.decode()


# ---- cases: (name, body, content type, words of which one must be named) ----

WRONG = [
    ("number", 17), ("fraction", 1.5), ("true", True), ("list", ["x"]),
    ("object", {"x": "y"}), ("empty", ""), ("blank", "   "),
    ("control", "A\u0001B"), ("newline in name", "A\u000bB"),
    ("bidi", "A\u202eB"), ("emoji", "A\U0001F600B"),
    ("no glyph", "\u4e2d\u6587"), ("private use", "A\ue000B"),
    ("noncharacter", "A\uffffB"), ("long", "W" * 5000),
]


def fields_cases():
    for path, job in JOBS.items():
        kind = path.split("/")[-2]
        for field, value in job["fields"].items():
            for what, wrong in WRONG:
                if isinstance(value, list) and what == "list":
                    wrong = "x"
                if isinstance(value, int) and what == "number":
                    wrong = -1
                bad = copy.deepcopy(job)
                bad["fields"][field] = wrong
                # optional text may be empty or blank: not a fault
                strict = what not in ("empty", "blank")
                yield (f"{kind}.{field} {what}", bad,
                       ["/fields/" + field] + ["/photo"] * (not strict),
                       strict)
            bad = copy.deepcopy(job)
            bad["fields"][field + "x"] = "a"
            yield (f"{kind}.{field}x unknown", bad,
                   ["/fields/" + field + "x"], True)


def members_cases():
    job = next(iter(JOBS.values()))
    table = [
        ("template", "tidak-ada", "/template"), ("template", 5, "/template"),
        ("template", None, "/template"), ("template", "../../etc",
                                          "/template"),
        ("fields", [], "/fields"), ("fields", "x", "/fields"),
        ("fields", None, "/fields"), ("copies", 2, "/copies"),
        ("copies", 0, "/copies"), ("copies", "1", "/copies"),
        ("scheme", "U2U", "/scheme"), ("scheme", 1, "/scheme"),
        ("region", "abc", "/region"), ("region", 52, "/region"),
        ("printer", "tidak-ada", "/printer"), ("printer", 7, "/printer"),
        ("group", "tidak-ada", "/group"), ("source", "x", "/source"),
        ("source", {"system": ""}, "/source/system"),
        ("source", {"system": "X" * 500}, "/source/system"),
        ("source", {"system": "A", "lain": 1}, "/source/lain"),
        ("hold", "yes", "/hold"), ("hold", 1, "/hold"),
        ("photo", "!!!", "/photo"), ("photo", 5, "/photo"),
        ("photo", "aGVsbG8=", "/photo"), ("warna", "merah", "/warna"),
    ]
    for member, value, pointer in table:
        bad = copy.deepcopy(job)
        bad[member] = value
        yield f"{member}={value!r:.30}", bad, [pointer], True
    for member in ("template", "fields"):
        bad = copy.deepcopy(job)
        del bad[member]
        yield f"no {member}", bad, ["/" + member], True


def bodies_cases():
    good = json.dumps(next(iter(JOBS.values())))
    yield "empty", b""
    for body in ("{", "[]", "null", "1", '"x"', "{} {}", good[:-1],
                 good + "x", good.replace('"fields"', '"fields":{},"fields"'),
                 good.replace(":", "=", 1), "[" * 5000, '{"a":' * 5000,
                 good.replace('"', "'"), "\ufeff" + good, "{,}",
                 '{"template":1e999}', '{"template":"\\ud800"}',
                 '{"template":"a\\u0000b"}', '{"n":123456789012345678901}'):
        yield "json " + body[:20], body.encode()
    for raw in (b"\xff\xfe{}", b'{"template":"\xc0\xaf"}',
                b'{"template":"\xed\xa0\x80"}', b'{"template":"\xf5\x80"}',
                b'{"template":"\x80"}', b"\0" * 64,
                bytes(random.getrandbits(8) for _ in range(512))):
        yield "bytes " + repr(raw[:12]), raw


def png(w, h, chunks):
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 2, 0, 0, 0))
    return (b"\x89PNG\r\n\x1a\n" + head
            + b"".join(chunk(k, d) for k, d in chunks) + chunk(b"IEND", b""))


def photos():
    picture = Image.open(io.BytesIO(PORTRAIT))

    def save(kind, im=picture, **kw):
        out = io.BytesIO()
        im.save(out, kind, **kw)
        return out.getvalue()
    good_png = save("PNG")
    yield "empty", b""
    yield "text", b"hello"
    yield "gif", save("GIF", picture.convert("P"))
    yield "bmp", save("BMP")
    yield "tiff", save("TIFF")
    yield "tiny", save("JPEG", picture.resize((8, 10)))
    yield "wide", save("JPEG", picture.resize((900, 300)))
    yield "tall", save("JPEG", picture.resize((200, 1400)))
    yield "cmyk", save("JPEG", picture.convert("CMYK"))
    yield "bomb", png(60000, 60000, [(b"IDAT", zlib.compress(b"\0" * 9999))])
    yield "zero", png(0, 0, [(b"IDAT", zlib.compress(b""))])
    yield "no data", png(413, 531, [])
    yield "short data", png(413, 531, [(b"IDAT", zlib.compress(b"\0" * 99))])
    yield "jpeg header", PORTRAIT[:600]
    yield "svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    yield "pdf", b"%PDF-1.4\n%%EOF\n"
    for i in range(12):
        yield f"jpeg cut {i}", PORTRAIT[:len(PORTRAIT) * (i + 1) // 14]
        yield f"png cut {i}", good_png[:len(good_png) * (i + 1) // 14]
    for i in range(12):
        broken = bytearray(good_png)
        for _ in range(40):
            broken[random.randrange(40, len(broken))] ^= 0xFF
        yield f"png mutated {i}", bytes(broken)


# ---- judging ----

tried, by_name, failures, mark = 0, 0, [], time.monotonic()


def judge(name, reply, named):
    global tried, by_name, mark
    tried += 1
    by_name += bool(named)
    took = time.monotonic() - mark
    mark = time.monotonic()
    if took > 1 and "-v" in sys.argv:
        print(f"{took:.1f} s: {name}")
    status, ctype, data = reply
    why = None
    try:
        problem = json.loads(data)
    except ValueError:
        problem = {}
    said = json.dumps(problem.get("errors", [])) + problem.get("detail", "")
    if not 400 <= status < 500:
        why = f"status {status}"
    elif not ctype.startswith("application/problem+json"):
        why = "not a problem: " + ctype
    elif not problem.get("title") or not said.strip("[]"):
        why = "no words"
    elif named and not any(w in said for w in named):
        why = "does not name " + " or ".join(named) + ": " + said[:200]
    if why:
        failures.append(f"{name}: {why}")


def jobs_kept():
    status, _, data = ask(None, method="GET", path="/v1/jobs?limit=1",
                          headers={"Idempotency-Key": None,
                                   "Content-Type": None})
    assert status == 200, status
    items = json.loads(data)["items"]
    return items[0]["id"] if items else 0


def main():
    before, accepted = jobs_kept(), 0
    for name, bad, named, strict in list(fields_cases()) + list(
            members_cases()):
        reply = ask(json.dumps(bad), lang=random.choice(("id", "en")))
        if not strict and reply[0] == 201:
            accepted += 1
            continue
        judge(name, reply, named)
    for name, body in bodies_cases():
        judge(name, ask(body), ["JSON", "/template"])
    with_photo = next(j for p, j in JOBS.items() if "paspor" in p)
    for name, photo in photos():
        body, ctype = multipart(with_photo, photo)
        judge("photo " + name, ask(body, ctype), ["/photo"])
    for ctype in ("text/plain", "application/xml", "multipart/form-data",
                  "multipart/form-data; boundary=", "", "application/pdf"):
        judge("type " + ctype, ask("{}", ctype), ["Content-Type"])
    for key in (None, "", " ", "x" * 200, "a\tb", "\u00e9".encode()):
        judge(f"key {key!r:.20}", ask(json.dumps(with_photo), headers={
            "Idempotency-Key": key}), ["Idempotency-Key"])
    for path, method, named in (
            ("/v1/jobs/0", "GET", []), ("/v1/jobs/x", "GET", []),
            ("/v1/jobs/99999999", "GET", []), ("/v1/nope", "GET", []),
            ("/v1/jobs/-1", "GET", []), ("/v1/jobs/1/burn", "POST", []),
            ("/v1/batches/77777", "GET", []),
            ("/v1/printers/x", "DELETE", []),
            ("/v1/jobs", "DELETE", ["GET"]),
            ("/v1/jobs?limit=0", "GET", ["limit"]),
            ("/v1/jobs?limit=9999", "GET", ["limit"]),
            ("/v1/jobs?limit=x", "GET", ["limit"]),
            ("/v1/jobs?state=lari", "GET", ["state"]),
            ("/v1/jobs?batch=0", "GET", ["batch"]),
            ("/v1/jobs?from=2026-13-01", "GET", ["from"]),
            ("/v1/jobs?to=kemarin", "GET", ["to"]),
            ("/v1/jobs?cursor=zzz", "GET", ["cursor"]),
            ("/v1/events?job=x", "GET", ["job"]),
            ("/v1/tokens", "POST", ["/counter", "Hanya", "Only"])):
        judge(method + " " + path, ask(None if method == "GET" else "{}",
                                       path=path, method=method), named)
    # an unreadable photo or field must not have made a job
    made = jobs_kept() - before
    if made != accepted:
        failures.append(f"{made} jobs were made, {accepted} were accepted")
    for f in failures:
        print("not refused well:", f)
    print(f"{tried} bad inputs, {by_name} of them with a name that must be "
          f"said, {len(failures)} not refused well")
    return 1 if failures or by_name < 300 else 0


sys.exit(main())
