#!/usr/bin/python3
"""screen.py: asks cetakd-render for pages as SVG.  Each is well formed, has
no photo, script, style or reference, says that it is a copy, and is shown by
chromium as an <img> under "default-src 'self'" as poppler shows the PDF."""
import http.server
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import xml.etree.ElementTree as ET

from PIL import Image, ImageChops

from render import TOP, Renderer

NS = "{http://www.w3.org/2000/svg}"
DPI = 72
BLOCK = 12          # pixels: letters become grey, a line out of place does not
LIMIT = 45          # mean difference of a block, of 255
CASES = [           # template, data, page, has a photo, MRZ lines
    ("paspor", "contoh.json", 1, True, 2),
    ("kartu-pmi", "contoh.json", 1, True, 0),
    ("kartu-pmi", "contoh.json", 2, True, 3),
    ("surat-rekomendasi", "contoh-grup.json", 2, False, 0),
    ("laporan", "contoh.json", 1, False, 0),
]
ELEMENTS = {"svg", "title", "rect", "line", "path", "text", "g", "ellipse",
            "clipPath"}
ATTRIBUTES = {
    "width", "height", "viewBox", "x", "y", "x1", "y1", "x2", "y2", "cx",
    "cy", "rx", "ry", "d", "id", "fill", "stroke", "stroke-width",
    "stroke-linecap", "stroke-linejoin", "opacity", "transform",
    "font-family", "font-size", "font-weight", "font-style",
    "letter-spacing", "textLength", "lengthAdjust", "clip-path",
    "shape-rendering"}
problems = []


def say(good, text):
    if not good:
        problems.append(text)
    print("ok" if good else "FAIL", text)


def check_words(what, svg, mrz):
    root = ET.fromstring(svg)
    tags = {e.tag for e in root.iter()}
    names = {a for e in root.iter() for a in e.attrib}
    say(tags <= {NS + t for t in ELEMENTS}, "%s: its elements" % what)
    say(names <= ATTRIBUTES, "%s: its attributes %s" %
        (what, names - ATTRIBUTES))
    values = " ".join(v for e in root.iter() for v in e.attrib.values())
    say(not re.search(r"data:|base64|://|script|url\((?!#c\d+\))", values),
        "%s: no reference and no script" % what)
    copies = [e for e in root.iter(NS + "text")
              if e.text == "SALINAN LAYAR · SCREEN COPY"]
    say(len(copies) == 3, "%s: three times a copy" % what)
    lines = [e.text for e in root.iter(NS + "text") if "OCR" in
             e.get("font-family") and len(e.get("x").split()) == len(e.text)
             and len(e.text) >= 30]
    say(len(lines) == mrz, "%s: %d lines of MRZ" % (what, mrz))


def without_copies(svg):
    """For comparing: what lies across the page is not on the PDF."""
    ET.register_namespace("", NS[1:-1])
    root = ET.fromstring(svg)
    for g in [e for e in root if e.tag == NS + "g" and
              e.get("transform", "").startswith("rotate(")]:
        root.remove(g)
    return ET.tostring(root)


class Site(http.server.BaseHTTPRequestHandler):
    pages = {}

    def do_GET(self):
        kind, body = self.pages.get(self.path, ("text/plain", b""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", "default-src 'self'")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def shoot(server, svg, size, folder):
    Site.pages = {
        "/": ("text/html", b"<!doctype html><link rel=stylesheet href=/a.css>"
              b"<img src=/a.svg width=%d height=%d>" % size),
        "/a.css": ("text/css", b"body{margin:0}img{display:block}"),
        "/a.svg": ("image/svg+xml", svg)}
    shot = folder + "/shot.png"
    subprocess.run(
        ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
         "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run",
         "--disable-sync", "--user-data-dir=" + folder + "/chromium",
         "--window-size=%d,%d" % (size[0] + 100, size[1] + 300),
         "--screenshot=" + shot,
         "http://127.0.0.1:%d/" % server.server_port],
        stderr=subprocess.DEVNULL, timeout=60, check=True)
    return Image.open(shot).convert("RGB").crop((0, 0) + size)


def raster(pdf, page, folder):
    with open(folder + "/x.pdf", "wb") as f:
        f.write(pdf)
    out = subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page),
         folder + "/x.pdf"], check=True, stdout=subprocess.PIPE).stdout
    return Image.open(io.BytesIO(out)).convert("RGB")


def worst(a, b):
    small = (a.width // BLOCK, a.height // BLOCK)
    d = ImageChops.difference(a.resize(small, Image.BOX),
                              b.resize(small, Image.BOX))
    return max(high for _, high in d.getextrema())


def main():
    seal = json.load(open(TOP + "/tests/vectors/idb/own_examples.json",
                          encoding="utf-8"))["vectors"][0]["url"]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    r = Renderer()
    with tempfile.TemporaryDirectory() as folder:
        for name, data, page, photo, mrz in CASES:
            what = "%s page %d" % (name, page)
            head = r.template(TOP + "/templates/" + name)
            with open("%s/templates/%s/%s" % (TOP, name, data),
                      encoding="utf-8") as f:
                fields = json.load(f)["fields"]
            q = r.question(head, fields, [seal] * 9)
            kind, answer, pdf = r.ask("RENDER", q)
            assert kind == "RENDERED", answer
            kind, answer, plain = r.ask("RENDER", {**q, "svg": page})
            assert kind == "RENDERED", answer
            say(plain == r.ask("RENDER", {**q, "svg": page})[2],
                "%s: equal bytes" % what)
            svg = r.ask("RENDER", {**q, "svg": page, "photo": photo})[2][0]
            say((b"<ellipse" in svg) == (photo and page == 1),
                "%s: a silhouette where the photo is" % what)
            check_words(what, svg, mrz)
            want = raster(pdf[0], page, folder)
            got = without_copies(plain[0])
            same = worst(shoot(server, got, want.size, folder), want)
            say(same <= LIMIT, "%s: as on paper (%d)" % (what, same))
            # the comparison sees a text that is elsewhere
            moved = re.sub(rb'(<text[^>]* y=")(\d+)',
                           lambda m: m[1] + b"%d" % (int(m[2]) + 50), got)
            far = worst(shoot(server, moved, want.size, folder), want)
            say(far > LIMIT, "%s: and would be seen (%d)" % (what, far))
        kind, answer, _ = r.ask("RENDER", {**q, "svg": 9})
        say(kind == "FAULT" and answer["code"] == "not-found",
            "no page 9 of 3")
    server.shutdown()
    say(r.close() == 0, "cetakd-render ended well")
    print("%d problems" % len(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
