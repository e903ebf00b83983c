#!/usr/bin/python3
"""pages.py [--update]: draws the shipped documents, rasterises them and
compares each page with the picture kept in tests/golden/pages.  Checks what a
comparison does not: the QR by a foreign reader, the MRZ as drawn, equal bytes
for equal input, accents in pixels, fonts embedded."""
import glob
import io
import json
import os
import subprocess
import sys
import tempfile

from PIL import Image, ImageChops

from render import B, TOP, Renderer

KEPT = os.path.join(TOP, "tests/golden/pages")
DPI = 90
COLOURS = 48
BLOCK = 8           # pixels; an accent at this resolution is about six dark
LIMIT = 9           # mean difference of a block, of 255
CASES = [           # name, template, data, photo, sealed
    ("paspor", "paspor", "contoh.json", "a", True),
    ("paspor-pratinjau", "paspor", "contoh.json", "a", False),
    ("surat-rekomendasi", "surat-rekomendasi", "contoh.json", "a", True),
    ("surat-grup", "surat-rekomendasi", "contoh-grup.json", None, True),
    ("kartu-pmi", "kartu-pmi", "contoh.json", "a", True),
    ("kartu-pmi-a4", "kartu-pmi-a4", "contoh.json", "a", True),
    ("pemusnahan", "berita-acara", "contoh.json", None, True),
    ("pembatalan-nihil", "berita-acara", "contoh-nihil.json", None, True),
    ("rekonsiliasi", "berita-acara", "contoh-rekonsiliasi.json", None, True),
    ("stok-opname", "berita-acara", "contoh-stok-opname.json", None, True),
    ("kerusakan", "berita-acara", "contoh-kerusakan.json", None, True),
    ("laporan", "laporan", "contoh.json", None, True),
    ("laporan-tahun", "laporan", "contoh-tahun.json", None, True),
    ("laporan-harian", "laporan", "contoh-harian.json", None, True),
]
ISSUED = {          # number and time, where they are not the letter's
    "berita-acara": {"number": "BA-014/IMI-LTSA/XI/2026", "at": 1795165500},
    "laporan": {"number": "LAP-011/IMI-LTSA/XI/2026"},
}
ACCENTS = "Müller Öztürk Čapek Šimon Ünal Łódź Ğiş Ševčík ŠĐŽÅ éàôñç"
PLAIN = "Muller Ozturk Capek Simon Unal Lodz Gis Sevcik SDZA eaonc"
problems = []


def wrong(text):
    problems.append(text)
    print("FAIL", text)


def fine(text):
    print("ok", text)


def read(path, mode="r"):
    with open(path, mode, **({} if "b" in mode else {"encoding": "utf-8"})) \
            as f:
        return f.read()


def rasterise(pdf, dpi=DPI, colour=False):
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/x.pdf", "wb") as f:
            f.write(pdf)
        subprocess.run(["pdftoppm", "-r", str(dpi)] +
                       ([] if colour else ["-gray"]) +
                       [folder + "/x.pdf", folder + "/x"], check=True)
        names = sorted(n for n in os.listdir(folder) if n != "x.pdf")
        return [Image.open(io.BytesIO(read(folder + "/" + n, "rb"))).copy()
                for n in names]


def worst_block(a, b):
    """Largest mean difference of a block; 255 when the sizes differ."""
    if a.size != b.size:
        return 255
    d = ImageChops.difference(a, b)
    small = d.resize((max(1, a.width // BLOCK), max(1, a.height // BLOCK)),
                     Image.BOX)
    return max(high for _, high in small.getextrema())


def compare(name, pages, update):
    for i, page in enumerate(pages, 1):
        path = "%s/%s-%d.png" % (KEPT, name, i)
        # few colours keep the pictures small; both sides lose the same
        page = page.quantize(COLOURS, dither=Image.Dither.NONE)
        if update:
            os.makedirs(KEPT, exist_ok=True)
            page.save(path, optimize=True)
            continue
        if not os.path.exists(path):
            wrong("%s: no picture is kept" % path)
            continue
        worst = worst_block(page.convert("RGB"),
                            Image.open(path).convert("RGB"))
        if worst > LIMIT:
            shot = "%s/golden-%s-%d.png" % (tempfile.gettempdir(), name, i)
            page.save(shot)
            wrong("%s page %d differs by %d (see %s)" % (name, i, worst, shot))
        else:
            fine("%s page %d as kept (%d)" % (name, i, worst))


def decode(image):
    with tempfile.NamedTemporaryFile(suffix=".pgm") as f:
        image.save(f.name)
        out = subprocess.run(
            ["zbarimg", "-q", "--nodbus", "--raw", "-Sdisable",
             "-Sqrcode.enable", f.name], stdout=subprocess.PIPE, check=False)
    return out.stdout.decode().split()


def check_codes(name, pdf, answer, seal):
    for i, page in enumerate(rasterise(pdf, 200), 1):
        told = answer["qr"][i - 1]
        seen = decode(page)
        if told is None and seen == []:
            continue
        if told != seal or seen != [seal]:
            wrong("%s page %d: the code does not read as sealed" % (name, i))
        else:
            fine("%s page %d: code read by zbarimg" % (name, i))


def verify(seal, certificate):
    program = B + "/cetak-verify"
    if not os.path.exists(program):
        return
    out = subprocess.run([program, "--cert", certificate, seal],
                         stdout=subprocess.PIPE, check=False)
    if out.returncode == 0:
        fine("the code that was read verifies")
    else:
        wrong("cetak-verify: %s" % out.stdout.decode().strip())


def check_mrz(name, lines):
    weights = (7, 3, 1)
    value = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".find

    def digit(text):
        return str(sum(max(0, value(c)) * weights[i % 3]
                       for i, c in enumerate(text)) % 10)
    two = lines[1]
    good = (len(lines) == 2 and len(lines[0]) == len(two) == 44 and
            digit(two[:9]) == two[9] and digit(two[13:19]) == two[19] and
            digit(two[21:27]) == two[27] and
            digit(two[:10] + two[13:20] + two[21:43]) == two[43])
    (fine if good else wrong)("%s: check digits of the MRZ drawn" % name)


def check_fonts(name, pdf):
    out = subprocess.run(["pdffonts", "-"], input=pdf, check=True,
                         stdout=subprocess.PIPE).stdout.decode()
    for line in out.splitlines()[2:]:
        word = line.split()
        if ("+Liberation" not in line and "+OCRB" not in line) or \
                word[-5:-3] != ["yes", "yes"]:
            wrong("%s: font %s" % (name, line))


def check_accents(r):
    """Each accented word must differ from its plain one where it stands:
    text extraction would not see a lost accent."""
    head = r.template(TOP + "/tests/golden/aksen")
    for with_, without in zip(ACCENTS.split(), PLAIN.split()):
        pages = []
        for word in (with_, without):
            kind, answer, files = r.page(head, {"teks": word})
            if kind != "RENDERED":
                wrong("%s: %s" % (word, answer))
                return
            pages.append(rasterise(files[0], 150)[0])
        d = ImageChops.difference(*pages)
        for row in range(7):        # one line of each font
            y = int((12 + 12 * row) / 25.4 * 150)
            line = d.crop((0, y - 24, d.width, y + 10))
            dark = sum(line.point(lambda v: v > 96 and 255).histogram()[255:])
            if dark < 4:
                wrong("accents of %s are not drawn in font %d" %
                      (with_, row))
    kind, answer, files = r.page(head, {"teks": ACCENTS})
    fine("accents are drawn in seven fonts")
    return files[0]


def main():
    update = "--update" in sys.argv[1:]
    if update:
        for old in glob.glob(KEPT + "/*-[0-9].png"):
            os.remove(old)
    example = json.loads(read(TOP + "/tests/vectors/idb/own_examples.json"))
    example = example["vectors"][0]
    seal = example["url"]
    r = Renderer()
    photos = {}
    for k in "ab":
        kind, answer, files = r.photo(
            read(TOP + "/templates/contoh/portrait-%s.jpg" % k, "rb"))
        assert kind == "PHOTO_OK", answer
        photos[k] = files[0]
    for name, template, data, photo, sealed in CASES:
        folder = TOP + "/templates/" + template
        head = r.template(folder)
        fields = json.loads(read(folder + "/" + data))["fields"]
        args = dict(photo=photos.get(photo), preview=not sealed,
                    qr=[seal] * 40 if sealed else [])
        args.update(ISSUED.get(template, {}))
        kind, answer, files = r.page(head, fields, **args)
        if kind != "RENDERED":
            wrong("%s: %s" % (name, answer))
            continue
        again = r.page(head, fields, **args)[2]
        if files != again:
            wrong("%s: equal input, other bytes" % name)
        check_fonts(name, files[0])
        if sealed:
            check_codes(name, files[0], answer, seal)
        if name == "paspor":
            check_mrz(name, answer["mrz"])
            if len(files[0]) >= 500000:
                wrong("paspor: %d bytes" % len(files[0]))
        compare(name, rasterise(files[0], colour=True), update)
    pdf = check_accents(r)
    if pdf:
        compare("aksen", rasterise(pdf, colour=True), update)
    if not os.path.exists(TOP + "/tests/vectors/" + example["cert"]):
        wrong("the example's certificate is missing")
    else:
        verify(seal, TOP + "/tests/vectors/" + example["cert"])
    if r.close() != 0:
        wrong("cetakd-render did not end well")
    print("%d problems" % len(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
