#!/usr/bin/python3
"""isolation.py: a job that crashes, takes too long or too much memory is
refused alone; photos that are no photos are refused with a sentence; the
renderer serves on and leaves no process behind."""
import json
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib

from render import B, TOP, Renderer

problems = []


def check(good, text):
    print("ok" if good else "FAIL", text)
    if not good:
        problems.append(text)


def fields(name):
    with open("%s/templates/%s/contoh.json" % (TOP, name),
              encoding="utf-8") as f:
        return json.load(f)["fields"]


def children(pid):
    out = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)],
                         stdout=subprocess.PIPE, check=False).stdout
    return [int(p) for p in out.split()]


def confined(pid):
    """Whether the system call filter holds it; a child that has just been
    forked is not there yet, or no more."""
    try:
        with open("/proc/%d/status" % pid, encoding="utf-8") as f:
            return "\nSeccomp:\t2\n" in f.read()
    except OSError:
        return False


def crash(point):
    with tempfile.NamedTemporaryFile(delete=False) as flag:
        pass
    r = Renderer(CETAK_CRASH=point, CETAK_CRASH_FLAG=flag.name)
    head = r.template(TOP + "/templates/surat-rekomendasi")
    data = fields("surat-rekomendasi")
    kind, answer, _ = r.page(head, data)
    check(kind == "FAULT" and answer["code"] == "render" and
          answer["id"] != answer["en"], "a crash at %s is told" % point)
    kind, answer, _ = r.page(head, data)
    check(kind == "RENDERED", "and the next page is drawn")
    check(r.close() == 0, "and the renderer ends well")
    check(not os.path.exists(flag.name), "the crash took place")


def stalled():
    """A child that is stopped does nothing: the clock ends it, while another
    worker goes on."""
    with tempfile.NamedTemporaryFile("w", suffix=".conf", delete=False) as c:
        c.write("[authority]\nname = uji\n[render]\nseconds = 1\n")
    r = Renderer("-c", c.name)
    head = r.template(TOP + "/templates/surat-rekomendasi")
    data = fields("surat-rekomendasi")
    slow = noise_png(2400, 3200)
    stopped = None
    deadline = time.monotonic() + 20
    r.send("PHOTO", {"w_um": 0, "h_um": 0, "min_w": 0, "min_h": 0}, slow)
    asked = r.id
    while stopped is None and time.monotonic() < deadline:
        found = children(r.process.pid)
        if found and confined(found[0]):
            os.kill(found[0], signal.SIGSTOP)
            stopped = found[0]
    check(stopped is not None, "a child works behind the filter")
    r.send("RENDER", r.question(head, data))
    kind, ident, _, _ = r.receive()
    check(kind == "RENDERED" and ident != asked,
          "a page is drawn beside one that stalls")
    kind, ident, answer, _ = r.receive()
    check(kind == "FAULT" and ident == asked and answer["code"] == "render",
          "the one that stalls is ended by the clock")
    check(children(r.process.pid) == [], "no child is left")
    check(r.close() == 0, "the renderer ends well")
    os.unlink(c.name)


def png(w, h, rows, depth=8, colour=2):
    def chunk(tag, data):
        return (struct.pack(">I", len(data)) + tag + data +
                struct.pack(">I", zlib.crc32(tag + data)))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(
        ">IIBBBBB", w, h, depth, colour, 0, 0, 0)) +
        chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b""))


def noise_png(w, h):
    """Takes a while to decode and to compress."""
    row = b"\0" + bytes((x * 7919 >> 3) & 255 for x in range(w * 3))
    return png(w, h, row * h)


def hungry():
    """24 million pixels in 64 MiB: the child dies, the renderer does not."""
    with tempfile.NamedTemporaryFile("w", suffix=".conf", delete=False) as c:
        c.write("[authority]\nname = uji\n[render]\nmemory = 64\n")
    # the sanitizers' own memory is beyond any limit: the plain program, which
    # `make test` builds as well
    plain = B[:-4] if B.endswith("-san") else B
    r = Renderer("-c", c.name, programs=plain)
    big = png(4800, 5000, (b"\0" + b"\x80" * 4800) * 5000, 8, 0)
    kind, answer, _ = r.photo(big)
    check(kind == "FAULT" and answer["code"] == "render",
          "a job that wants too much memory is refused")
    with open(TOP + "/templates/contoh/portrait-a.jpg", "rb") as f:
        kind, answer, files = r.photo(f.read())
    check(kind == "PHOTO_OK" and files[0][:2] == b"\xff\xd8",
          "and the next photo is taken")
    check(r.close() == 0, "the renderer ends well")
    os.unlink(c.name)


def photos():
    rule = dict(w_um=35000, h_um=45000, min_w=60, min_h=80)
    folder = TOP + "/tests/vectors/photo/"
    r = Renderer()
    bad = 0
    for name in sorted(os.listdir(folder + "bad")):
        with open(folder + "bad/" + name, "rb") as f:
            kind, answer, _ = r.photo(f.read(), **rule)
        if kind != "FAULT" or answer["code"] != "photo" or \
                answer["pointer"] != "/photo":
            check(False, "bad/%s: %s %s" % (name, kind, answer))
        bad += 1
    good = 0
    for name in sorted(os.listdir(folder + "good")):
        with open(folder + "good/" + name, "rb") as f:
            kind, answer, _ = r.photo(f.read(), **rule)
        if kind != "PHOTO_OK":
            check(False, "good/%s: %s" % (name, answer))
        good += 1
    check(bad >= 60 and good >= 20,
          "%d bad photos refused, %d good ones taken" % (bad, good))
    kind, answer, _ = r.photo(b"\xff\xd8\xff" + bytes(9 << 20))
    check(kind == "FAULT" and answer["code"] == "photo",
          "9 MiB are refused")
    check(r.close() == 0, "the renderer ends well")


def unknown():
    r = Renderer()
    head = {"name": "tiada", "version": 1}
    kind, answer, _ = r.page(head, {})
    check(kind == "FAULT", "an unknown template is refused")
    kind, answer, _ = r.ask("TEMPLATE", {"name": "x", "version": 1},
                            b"{\"template\":{}}")
    check(kind == "FAULT" and answer["code"] == "template",
          "a bundle that is no template is refused")
    head = r.template(TOP + "/templates/paspor")
    kind, answer, _ = r.page(head, fields("paspor"), photo=b"no photo")
    check(kind == "FAULT" and answer["pointer"] == "/photo",
          "a stored photo that is none is refused")
    check(r.close() == 0, "the renderer ends well")


def main():
    for step in (lambda: crash("render-before-draw"),
                 lambda: crash("render-after-draw"), stalled, hungry, photos,
                 unknown):
        step()
    print("%d problems" % len(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
