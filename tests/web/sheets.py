#!/usr/bin/python3
"""Writes what core would say of some sheets: sheets.py CERT.pem STATUS [COPY]"""
import json
import sys

pem = open(sys.argv[1]).read()
base = {"copy": int(sys.argv[3]) if len(sys.argv) > 3 else 1,
        "template": "surat-rekomendasi", "title": {
            "id": "Surat rekomendasi <paspor>", "en": "Passport <letter>"},
        "authority": "Dinas Tenaga Kerja, LTSA Contoh Raya",
        "number": "560/1130/Disnaker/XI/2026",
        "issued": "2026-11-12T07:05:00Z", "changed": "2026-11-12T23:30:00Z",
        "holder": {"initials": "Y. L.", "nik4": "0003"}, "certificate": pem}
out = {"UNKNOWN": {"certificate": pem}}
for ident in ("K7Q2M9XWD4R8TJ3P", "K7Q2M9XWD4R8TJ3V"):
    out[ident] = dict(base, status=sys.argv[2], document=ident)
print(json.dumps(out))
