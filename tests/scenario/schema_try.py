#!/usr/bin/python3
"""The JSON Schema for authors against the parser that decides.

usage: schema_try.py RENDER TEMPLATES OUT TRIES

The shipped templates pass both.  Then each kind of object in them takes a
mistake of form - a member nobody knows, one that is missing, one of another
type or far out of range - and both must say the same.  What only the parser
can know (names that refer to others) is not tried.
"""
import copy
import json
import random
import shutil
import subprocess
import sys

import jsonschema

RENDER, SRC, OUT, TRIES = *sys.argv[1:4], int(sys.argv[4])
KINDS = ["paspor", "kartu-pmi", "surat-rekomendasi", "berita-acara",
         "laporan", "apa-adanya"]
SCHEMA = jsonschema.Draft202012Validator(
    json.load(open(f"{SRC}/template.schema.json")))


def objects(v, path=()):
    if isinstance(v, dict):
        yield path, v
        for k, x in v.items():
            yield from objects(x, path + (k,))
    elif isinstance(v, list):
        for i, x in enumerate(v):
            yield from objects(x, path + (i,))


def mistakes(o):
    """(what, member, value, strict): strict when the schema must see it too;
    a missing member may matter only to the parser."""
    yield "unknown", "zzz", 1, True
    for k, v in o.items():
        if k == "$schema":
            continue
        yield "missing", k, KeyError, False
        if not isinstance(v, (dict, list)):
            yield "list", k, [[]], True
        if isinstance(v, str):
            yield "number", k, 3, True
        elif isinstance(v, (int, float)) and not isinstance(v, bool):
            # how small a field's min may be depends on its type, and
            # how small the max of an integer on its min
            yield "far", k, -99999, k != "min" and not (
                k == "max" and o.get("type") == "integer")
            yield "text", k, "x", True


def cases(template):
    seen, out = set(), []
    for path, o in objects(template):
        kind = tuple("*" if isinstance(p, int) else p for p in path)
        kind = ("styles",) if path[:1] == ("styles",) else kind
        if (kind, tuple(sorted(o))) in seen:
            continue
        seen.add((kind, tuple(sorted(o))))
        # names that an author gives may be any
        named = path in ((), ("fields",), ("styles",), ("parts",),
                         ("constants",), ("words",)) or "enum" in path
        out += [(path, *m) for m in mistakes(o)
                if not (named and path and m[0] == "unknown")]
    return out


def parser_takes(kind):
    r = subprocess.run([RENDER, "--check", f"{OUT}/{kind}"], text=True,
                       capture_output=True)
    return r.returncode == 0, r.stdout.split("\n")[0]


random.seed(20261122)
shutil.copytree(SRC, OUT)
tried = wrong = 0
for kind in KINDS:
    file = f"{OUT}/{kind}/template.json"
    whole = json.load(open(file))
    if not SCHEMA.is_valid(whole) or not parser_takes(kind)[0]:
        sys.exit(f"{kind}: the shipped template does not pass")
    for path, what, member, value, strict in random.sample(
            all_ := cases(whole), min(TRIES, len(all_))):
        t = copy.deepcopy(whole)
        o = t
        for p in path:
            o = o[p]
        if value is KeyError:
            del o[member]
        else:
            o[member] = value
        json.dump(t, open(file, "w"), indent=1)
        by_schema = SCHEMA.is_valid(t)
        by_parser, said = parser_takes(kind)
        tried += 1
        if by_parser and not by_schema or \
                strict and by_schema and not by_parser:
            wrong += 1
            print(kind, "/".join(map(str, path)), what, member,
                  "schema", by_schema, "parser", by_parser, said)
    json.dump(whole, open(file, "w"), indent=1)
print(f"{tried} mistakes, {wrong} seen differently")
sys.exit(wrong > 0 or tried < 100)
