#!/usr/bin/python3
"""The three documents of the benchmark as lists of drawing operations, which
every peer draws: a letter, a card, a passport page without a ground.

usage: documents.py DATA_DIR PORTRAIT.jpg

DATA_DIR gets NAME.json for the peers, NAME/template.json and NAME.job.json
for cetakd, photo.jpg and logo.jpg.

Points from the top left, y of text is its baseline.  {n} and {name} change
with each document.  The QR's text is as long as a sealed one.
"""
import json
import os
import shutil
import sys

from PIL import Image, ImageDraw

MM = 72 / 25.4
LIBERATION = "/usr/share/fonts/truetype/liberation/Liberation"
LEFT, RIGHT = 70.9, 524.4
QR = ("https://CEK.LTSA.TEST/{n}0123456789#RDB1B"
      + "7X4Q9Z2M8K1T5V3B6N0PLAJSHDGF" * 8)[:254 - 3]
NAMES = [f"{a} {b}"
         for a in ("Ratna", "Budi", "Siti", "Agus", "Dewi", "Andi")
         for b in ("Wulandari", "Santoso", "Kusumawati", "Prasetyo",
                   "Hartono", "Lestari", "Nugroho", "Simanjuntak")]


def text(x, y, s, font="serif", size=11, align="left"):
    return dict(op="text", x=round(x, 2), y=round(y, 2), s=s, font=font,
                size=size, align=align)


def line(x1, y1, x2, y2, lw=0.5):
    return dict(op="line", x1=x1, y1=y1, x2=x2, y2=y2, lw=lw)


def image(name, x, y, w, h, alpha=1):
    return dict(op="img", name=name, x=x, y=y, w=w, h=h, alpha=alpha)


def qr(x, y, size):
    return dict(op="qr", x=x, y=y, size=size, s=QR)


def letter():
    ops = [
        image("logo", LEFT, 40, 56, 56),
        text(310, 56, "KEMENTERIAN CONTOH REPUBLIK INDONESIA", "serif-bold",
             12, "center"),
        text(310, 72, "DIREKTORAT JENDERAL PELAYANAN DOKUMEN", "serif-bold",
             11, "center"),
        text(310, 85, "Jalan Merdeka Barat No. 17, Jakarta Pusat 10110, "
             "Indonesia", "serif", 8.5, "center"),
        text(310, 96, "Telepon (021) 555-0117  -  surel: "
             "layanan@contoh.example", "serif", 8.5, "center"),
        line(LEFT, 104, RIGHT, 104, 1.5), line(LEFT, 106.5, RIGHT, 106.5),
        text(297.6, 132, "SURAT REKOMENDASI", "serif-bold", 13, "center"),
        text(297.6, 147, "Nomor: REC/2026/11/{n}", "serif", 10.5, "center"),
        text(LEFT, 172, "Yang bertanda tangan di bawah ini menerangkan "
             "dengan sebenarnya bahwa:"),
        dict(op="table", x=LEFT, y=182, cols=[165, RIGHT - LEFT - 165],
             rowh=17, font="serif", size=10, rows=[
                 ["Nama lengkap", "{name}"],
                 ["Nomor Induk Kependudukan", "3174{n}760004"],
                 ["Tempat, tanggal lahir", "Yogyakarta, 12 Agustus 1989"],
                 ["Jenis kelamin", "Perempuan"],
                 ["Kewarganegaraan", "Indonesia"],
                 ["Pekerjaan", "Peneliti dan pengajar"],
                 ["Alamat", "Jalan Kenanga Raya No. 45, Sleman, DI "
                  "Yogyakarta"],
                 ["Keperluan", "Permohonan dokumen perjalanan"]])]
    paragraphs = [
        "Berdasarkan hasil pemeriksaan berkas dan wawancara yang dilakukan "
        "oleh petugas pelayanan, {name} dinyatakan telah memenuhi seluruh "
        "persyaratan administrasi sebagaimana diatur dalam peraturan yang "
        "berlaku. Seluruh dokumen pendukung telah diverifikasi terhadap basis "
        "data kependudukan dan tidak ditemukan ketidaksesuaian data pada saat "
        "surat ini diterbitkan oleh kantor kami.",
        "Sehubungan dengan hal tersebut, kami memberikan rekomendasi kepada "
        "yang bersangkutan untuk melanjutkan proses permohonan pada instansi "
        "terkait. Rekomendasi ini diberikan dengan mempertimbangkan riwayat "
        "pelayanan yang baik, kelengkapan berkas, serta kepatuhan terhadap "
        "ketentuan yang ditetapkan oleh Direktorat Jenderal. Pemegang surat "
        "wajib menunjukkan dokumen asli apabila diminta oleh pejabat yang "
        "berwenang.",
        "Surat rekomendasi ini berlaku selama enam bulan terhitung sejak "
        "tanggal diterbitkan dan dapat diperpanjang sesuai dengan ketentuan. "
        "Apabila di kemudian hari terdapat kekeliruan dalam surat ini, maka "
        "akan dilakukan perbaikan sebagaimana mestinya. Penyalahgunaan surat "
        "ini dapat dikenakan sanksi sesuai dengan peraturan "
        "perundang-undangan yang berlaku di wilayah Republik Indonesia.",
        "Keaslian surat ini dapat diperiksa dengan memindai kode QR di bawah, "
        "yang memuat segel penerbit dan nomor surat. Petugas pemeriksa dapat "
        "mencocokkan data pada kode tersebut dengan data yang tercetak, baik "
        "secara daring maupun luring. Demikian surat ini dibuat untuk "
        "dipergunakan sebagaimana mestinya."]
    ops += [dict(op="para", x=LEFT, y=344 + i * 88, w=RIGHT - LEFT, s=s,
                 font="serif", size=10.5, lead=14)
            for i, s in enumerate(paragraphs)]
    return [595.28, 841.89], ops + [
        text(360, 690, "Jakarta, 22 November 2026"),
        text(360, 705, "Direktur Pelayanan Dokumen,"),
        text(360, 770, "Dr. Ratna Wulandari, S.H., M.H.", "serif-bold"),
        text(360, 784, "NIP 19750312 200003 2 001", "serif", 10),
        qr(LEFT, 686, 85),
        text(LEFT, 786, "Pindai untuk memeriksa keaslian: REC/2026/11/{n}",
             "serif", 7.5),
        line(LEFT, 800, RIGHT, 800),
        text(297.6, 812, "Cocokkan nama pada kertas dengan orangnya.",
             "serif", 8, "center")]


def card():
    fields = [("NIK", "3174{n}760004"), ("Nama", "{name}"),
              ("Tempat/Tgl Lahir", "Yogyakarta, 12-08-1989"),
              ("Jenis Kelamin", "Perempuan"),
              ("Alamat", "Jl. Kenanga Raya 45, Sleman"),
              ("Jabatan", "Peneliti Madya"),
              ("Unit Kerja", "Direktorat Dokumen"),
              ("Berlaku Hingga", "31-12-2031")]
    w = 85.6 * MM
    ops = [text(w / 2, 14, "KARTU IDENTITAS PEGAWAI", "sans-bold", 9.5,
                "center"),
           text(w / 2, 22.5, "REPUBLIK INDONESIA", "sans", 6.5, "center"),
           line(6, 27, w - 6, 27, 0.7), image("photo", 8, 33, 51, 68)]
    for i, (label, value) in enumerate(fields):
        ops += [text(66, 39 + i * 7.4, label, "sans", 5),
                text(112, 39 + i * 7.4, value, "sans-bold", 6)]
    return [round(w, 2), round(53.98 * MM, 2)], ops + [
        qr(186, 97, 52), text(8, 112, "No. {n}", "sans-bold", 7)]


def passport():
    fields = [("Jenis/Type", "P"), ("Kode Negara/Country code", "UTO"),
              ("No. Paspor/Passport no.", "X{n}"),
              ("Nama lengkap/Full name", "{name}"),
              ("Kewarganegaraan/Nationality", "UTOPIA"),
              ("Tgl. lahir/Date of birth", "12 AUG 1989"),
              ("Jenis kelamin/Sex", "P/F"),
              ("Tempat lahir/Place of birth", "YOGYAKARTA"),
              ("Tgl. pengeluaran/Date of issue", "22 NOV 2026"),
              ("Tgl. habis berlaku/Date of expiry", "22 NOV 2036"),
              ("Kantor/Issuing office", "JAKARTA SELATAN"),
              ("No. Reg.", "1A13JC{n}-VQT")]
    ops = [text(12, 18, "PASPOR / PASSPORT", "sans-bold", 9),
           text(342, 18, "UTOPIA / SPESIMEN", "sans-bold", 7, "right"),
           line(12, 22, 342, 22, 0.7), image("photo", 14, 32, 90, 120),
           image("photo", 290, 104, 48, 64, 0.3)]
    for i, (label, value) in enumerate(fields):
        x, y = 112 + (i % 2) * 92, 36 + (i // 2) * 22
        ops += [text(x, y, label, "sans", 4.8),
                text(x, y + 9, value, "sans-bold", 7.5)]
    second = "X{n}<4UTO8908127F3611220"
    return [round(125 * MM, 2), round(88 * MM, 2)], ops + [
        qr(284, 30, 62),
        text(12, 208, "P<UTOWULANDARI<<RATNA<DEWI<KUSUMA".ljust(44, "<"),
             "ocrb", 10.5),
        text(12, 228, second.ljust(42 - 3, "<") + "06", "ocrb", 10.5)]


def mm(points):
    return round(points / MM, 3)


def fill(s):
    return s.replace("{n}", "{nomor}").replace("{name}", "{nama}")


def put(o, x=None, y=None, s=None):
    return {"type": "text", "x": mm(o["x"] if x is None else x),
            "y": mm(o["y"] if y is None else y),
            "text": fill(o["s"] if s is None else s), "font": o["font"],
            "size": o["size"], "fit": "none",
            "align": o.get("align", "left").replace("center", "centre")}


def rule(x1, y1, x2, y2, lw):
    return {"type": "line", "x": mm(x1), "y": mm(y1), "x2": mm(x2),
            "y2": mm(y2), "line": lw, "color": "000000"}


def grid(o):
    """A ruled table, as lines and texts."""
    width, height = sum(o["cols"]), len(o["rows"]) * o["rowh"]
    xs = [o["x"] + sum(o["cols"][:i]) for i in range(len(o["cols"]) + 1)]
    ys = [o["y"] + i * o["rowh"] for i in range(len(o["rows"]) + 1)]
    return ([rule(o["x"], y, o["x"] + width, y, 0.5) for y in ys]
            + [rule(x, o["y"], x, o["y"] + height, 0.5) for x in xs]
            + [put(o, x + 4, y + o["rowh"] - 5, cell)
               for y, row in zip(ys, o["rows"])
               for x, cell in zip(xs, row)])


def elements(o):
    """One drawing operation in cetakd's template language."""
    if o["op"] == "text":
        return [put(o)]
    if o["op"] == "line":
        return [rule(o["x1"], o["y1"], o["x2"], o["y2"], o["lw"])]
    if o["op"] == "table":
        return grid(o)
    if o["op"] == "para":
        return [{"type": "paragraph", "x": mm(o["x"]), "y": mm(o["y"]),
                 "w": mm(o["w"]), "text": fill(o["s"]), "font": o["font"],
                 "size": o["size"], "lead": mm(o["lead"])}]
    if o["op"] == "qr":
        return [{"type": "qr", "x": mm(o["x"]), "y": mm(o["y"]), "w": 22.02}]
    box = {"x": mm(o["x"]), "y": mm(o["y"]), "w": mm(o["w"]),
           "h": mm(o["h"])}
    if o["name"] == "photo":
        box["alpha"] = o["alpha"]
        return [dict(box, type="photo")]
    return [dict(box, type="image", asset=o["name"] + ".jpg")]


def template(name, page, ops):
    fonts = {"serif": "serif", "serif-bold": "serif-bold", "sans": "sans",
             "sans-bold": "sans-bold", "ocrb": "ocrb"}
    made = [e for o in ops for e in elements(o)]
    assert all(e.get("font", "sans") in fonts for e in made)
    t = {"name": "bench-" + name, "version": 1,
         "title": {"id": name, "en": name},
         "page": {"width": mm(page[0]), "height": mm(page[1]), "sides": 1},
         "media": "iso_a4_210x297mm", "seal": {"kind": "digest"},
         "number": {"field": "nomor"}, "assets": ["logo.jpg"],
         "fields": {
             f: {"type": "string", "required": True, "max": 60,
                 "label": {"id": f, "en": f}} for f in ("nomor", "nama")},
         "pages": [{"elements": made}]}
    if any(o.get("name") == "photo" for o in ops):
        t["photo"] = {"required": True, "width": 30, "height": 40}
    return t


def write(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        json.dump(value, f)


def main(out, portrait):
    os.makedirs(out, exist_ok=True)
    Image.open(portrait).crop((8, 0, 405, 530)).resize((300, 400)).save(
        out + "/photo.jpg", quality=85)
    logo = Image.new("RGB", (200, 200), "white")
    draw = ImageDraw.Draw(logo)
    draw.ellipse((10, 10, 190, 190), fill="navy")
    draw.polygon(((100, 30), (140, 150), (40, 75), (160, 75), (60, 150)),
                 fill="gold")
    logo.save(out + "/logo.jpg", quality=85)
    fonts = {"serif": "Serif-Regular.ttf", "serif-bold": "Serif-Bold.ttf",
             "sans": "Sans-Regular.ttf", "sans-bold": "Sans-Bold.ttf"}
    fonts = {k: LIBERATION + v for k, v in fonts.items()}
    fonts["ocrb"] = os.path.abspath(out + "/../../fonts/ocrb.ttf")
    for name, make in dict(letter=letter, card=card,
                           passport=passport).items():
        page, ops = make()
        write(f"{out}/{name}.json",
              dict(page=page, ops=ops, names=NAMES, fonts=fonts))
        write(f"{out}/bench-{name}/template.json", template(name, page, ops))
        write(f"{out}/{name}.job.json", {
            "template": "bench-" + name,
            "fields": {"nomor": "001017", "nama": NAMES[17]}})
        shutil.copy(out + "/logo.jpg", f"{out}/bench-{name}/logo.jpg")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
