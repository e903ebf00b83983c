#!/usr/bin/python3
"""Makes RESULTS.md of the measurements: medians, and ratios paired within a
round.  usage: report.py measured.jsonl"""
import collections
import json
import os
import platform
import statistics
import subprocess
import sys
import time

rows = collections.defaultdict(lambda: collections.defaultdict(dict))
for line in open(sys.argv[1], encoding="utf-8"):
    m = json.loads(line)
    rows[m["row"]][m["who"]][m["round"]] = m
DOCS = ("letter", "card", "passport")
table = []


def median(row, who, key):
    got = [m[key] for m in rows[row].get(who, {}).values()]
    return statistics.median(got) if got else None


def paired(row, a, b, key):
    """Median over rounds of a/b."""
    both = [(rows[row][a][r][key], rows[row][b][r][key])
            for r in rows[row].get(a, {}) if r in rows[row].get(b, {})]
    return statistics.median(x / y for x, y in both) if both else None


def add(row, what, ours, peer, ratio, goal, met):
    table.append(f"| {row} | {what} | {ours} | {peer} | {ratio} | {goal} | "
                 f"{('yes' if met else 'no') if goal else ''} |")


def render():
    for doc in DOCS:
        us, them = "cetakd " + doc, "pdfkit " + doc
        ratio = paired("R1", them, us, "ms")
        if ratio is None:
            return
        goal = 6 if doc == "letter" else 4
        add("R1", f"CPU of one {doc}", f"{median('R1', us, 'ms'):.2f} ms",
            f"pdfkit {median('R1', them, 'ms'):.2f} ms", f"{ratio:.1f} x less",
            f"{goal} x", ratio >= goal)
    for doc in DOCS:
        us, them = "cetakd " + doc, "pdfkit " + doc
        ratio = paired("R1", us, them, "bytes")
        add("R2", f"size of one {doc}",
            f"{median('R1', us, 'bytes') / 1000:.1f} kB",
            f"pdfkit {median('R1', them, 'bytes') / 1000:.1f} kB",
            f"{ratio:.2f}", "at most 1.10", ratio <= 1.1)


def preview():
    for doc in DOCS:
        us, them = "cetakd " + doc, "pdfkit " + doc
        ratio = paired("R3", us, them, "ms")
        if ratio is None:
            return
        add("R3", f"one preview of a {doc}, process start to end",
            f"{median('R3', us, 'ms'):.1f} ms",
            f"pdfkit {median('R3', them, 'ms'):.0f} ms", f"1/{1 / ratio:.0f}",
            "1/10", ratio <= 0.1)


def serve():
    if "R4" in rows:
        most = max(m["mib"] for who in rows["R4"].values()
                   for m in who.values())
        add("R4", "memory of all programs under load (PSS)", f"{most} MiB",
            "", "", "at most 48 MiB", most <= 48)
    if "S1" in rows:
        for who, what, goal in (
                ("inside", "seals per CPU second, inside the key holder",
                 "0.80"),
                ("cetakd-seal", "the same with its messages", "")):
            ratio = paired("S1", who, "openssl", "rate")
            add("S1", what, f"{median('S1', who, 'rate'):.0f}",
                f"openssl speed {median('S1', 'openssl', 'rate'):.0f}",
                f"{ratio:.2f}", goal, ratio >= 0.8)
    for clients in ("16", "64"):
        us = "cetakd " + clients
        if us not in rows["A1"]:
            continue
        ratio = paired("A1", us, "cupsd", "rate")
        add("A1", f"accepted durably over HTTP, {clients} clients",
            f"{median('A1', us, 'rate'):.0f}/s",
            f"durable cupsd {median('A1', 'cupsd', 'rate'):.0f}/s",
            f"{ratio:.0f} x", "50 x", ratio >= 50)
    flush = median("flush", "disk", "ms")
    for clients in ("16", "64"):
        us = "cetakd " + clients
        if us not in rows["A1"]:
            continue
        p50 = median("A1", us, "median") * 1000
        p99 = median("A1", us, "p99") * 1000
        limit = 5 * p50 + flush
        add("P1", f"99th percentile of accept, {clients} clients",
            f"{p99:.2f} ms", f"median {p50:.2f} ms, flush {flush:.3f} ms",
            f"{p99 / p50:.1f} x the median", "5 x + a flush", p99 <= limit)
    for doc in DOCS:
        us, them = "cetakd " + doc, "pdfmake+lp " + doc
        ratio = paired("E1", us, them, "rate")
        if ratio is not None:
            add("E1", f"HTTP to accepted by cupsd, {doc}",
                f"{median('E1', us, 'rate'):.0f}/s",
                f"pdfmake + lp {median('E1', them, 'rate'):.1f}/s",
                f"{ratio:.1f} x", "10 x", ratio >= 10)


def main():
    render()
    preview()
    serve()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"],
                            capture_output=True, text=True).stdout.strip()
    print("# Results of `make bench`\n\n"
          f"{time.strftime('%Y-%m-%d')}, commit {commit}, {os.cpu_count()} "
          f"cores, Linux {platform.release()}. Peers run in turns with "
          "cetakd in the same run; figures are medians, ratios are paired "
          "within a round. Wall time is that of a shared machine: the "
          "ratios count.\n\n"
          "| row | what | cetakd | peer | ratio | goal | met |\n"
          "| --- | --- | --- | --- | --- | --- | --- |")
    print("\n".join(table))
    if "shipped" in rows:
        print("\nShipped documents with their grounds, in the same path:\n")
        for who, got in rows["shipped"].items():
            m = next(iter(got.values()))
            print(f"* `{who}`: {m['ms']:.2f} ms CPU, "
                  f"{m['bytes'] / 1000:.0f} kB")
        print(f"* checking and rewriting the photo, once at intake: "
              f"{median('photo', 'check', 'ms'):.2f} ms CPU")


main()
