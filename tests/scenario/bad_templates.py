#!/usr/bin/python3
"""Writes copies of the shipped templates, one mistake in each.

usage: bad_templates.py TEMPLATES OUT

Prints for each: its folder, a pattern of the line that must be named, what
was done.  A change is a piece of text and what replaces it, once; it must be
there, so that a template that changes does not leave this empty.
"""
import json
import os
import re
import shutil
import sys

SRC, OUT = sys.argv[1:3]
ALL = ["paspor", "surat-rekomendasi", "kartu-pmi"]

# name of the template, text (a regular expression), replacement
TABLE = [
    *((t, r'\n  "title": ', '\n  "judul": ') for t in ALL),
    *((t, r'"version": \d+', '"version": 0') for t in ALL),
    *((t, r'"version": \d+', '"version": "satu"') for t in ALL),
    *((t, r'"width": [\d.]+', '"width": "lebar"') for t in ALL),
    *((t, r'"width": [\d.]+', '"width": 9000') for t in ALL),
    *((t, r'"type": "qr"', '"type": "kuar"') for t in ALL),
    *((t, r'"type": "photo"', '"type": "potret"') for t in ALL),
    *((t, r'"type": "nik"', '"type": "ktp"') for t in ALL),
    *((t, r'"type": "date"', '"type": "tanggal"') for t in ALL),
    *((t, r'"style": "', '"style": "tidak-ada-') for t in ALL),
    *((t, r'\{nama\|upper\}', '{nma|upper}')
      for t in ("paspor", "kartu-pmi")),
    *((t, r'\{nama\|upper\}', '{nama|besar}')
      for t in ("paspor", "kartu-pmi")),
    ("paspor", r'"kind": "td3"', '"kind": "td9"'),
    ("paspor", r'"number": "\{nomor_paspor\}"', '"number": "{nomor}"'),
    ("paspor", r'"media": "[^"]*"', '"media": 7'),
    ("paspor", r'"blank": "buku-paspor"', '"blank": 7'),
    ("paspor", r'"blank": "buku-paspor"', '"blank": "Buku Paspor"'),
    ("paspor", r'"hand_over_days": 30', '"hand_over_days": 0'),
    ("paspor", r'"retention_days": \d+', '"retention_days": -1'),
    ("paspor", r'"color": "[0-9A-F]{6}"', '"color": "merah"'),
    ("paspor", r'"min_px_width": \d+', '"min_px_width": 1.5'),
    ("kartu-pmi", r'"sides": 2', '"sides": 3'),
    ("kartu-pmi", r'"kind": "td1"', '"kind": "td3x"'),
    ("kartu-pmi", r'"kind": "rosette"', '"kind": "mawar"'),
    ("kartu-pmi", r'"drawing": "lambang"', '"drawing": "lambangg"'),
    ("kartu-pmi", r'"align": "centre"', '"align": "tengah"'),
    ("kartu-pmi", r'"baselines": \[', '"baselines": ["a", '),
    ("surat-rekomendasi", r'\{roman\}', '{romawi}'),
    ("surat-rekomendasi", r'\{n\}/', '1/'),
    ("surat-rekomendasi", r'"type": "list"', '"type": "daftar"'),
    ("surat-rekomendasi", r'"numbered": false', '"numbered": 0'),
    ("surat-rekomendasi", r'"list": "tujuan"', '"list": "tujuann"'),
    ("surat-rekomendasi", r'"max": 40,', '"max": 0,'),
    ("surat-rekomendasi", r'"required_unless": "pekerja"',
     '"required_unless": "pekerjaa"'),
    ("surat-rekomendasi", r'"label": \{ "id"', '"label": { "indonesia"'),
    ("surat-rekomendasi", r'\n\s*"number": ', '\n  "nomor": '),
    ("surat-rekomendasi", r'"retention_days": \d+,', '"retention_days": 1'),
    ("apa-adanya", r'"field": "nomor"', '"field": "nomer"'),
    ("apa-adanya", r'"type": "nik"', '"type": "nik", "warna": "merah"'),
]


def main():
    count = 0
    for name, pattern, new in TABLE:
        with open(f"{SRC}/{name}/template.json", encoding="utf-8") as f:
            text = f.read()
        found = re.search(pattern, text)
        if not found:
            sys.exit(f"{name}: nothing like {pattern}")
        bad = text[:found.start()] + new + text[found.end():]
        # where its text begins; JSON that ends too soon is seen a line later
        line = text[:found.start()].count("\n") + 1
        line += new.startswith("\n")
        try:
            json.loads(bad)
            lines = str(line)
        except ValueError:
            lines = f"({line}|{line + 1})"
        count += 1
        folder = f"{OUT}/{count:02d}/{name}"
        os.makedirs(os.path.dirname(folder))
        shutil.copytree(f"{SRC}/{name}", folder)
        if not os.path.exists(f"{OUT}/{count:02d}/bersama"):
            shutil.copytree(f"{SRC}/bersama", f"{OUT}/{count:02d}/bersama")
        with open(f"{folder}/template.json", "w", encoding="utf-8") as f:
            f.write(bad)
        print(folder, lines, f"{name}: {pattern} -> {new.strip()}", sep="\t")


main()
