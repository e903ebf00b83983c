"""Answers of a core gone strange, and a look at what the pages make of them.
As a program: strange.py PORT walks the pages and says what is wrong."""
import html.parser
import http.client
import os
import random
import sys

MODE = os.environ.get("STRANGE", "")
EVIL = "\"><evil a='b' onload=\"x\">&amp;]]>"
NUMBERS = [0, -1, 1, 2**63 - 1, -2**63, 2**62, 10**15, -10**15, 1000]
TIMES = ["0000-00-00T00:00:00Z", "9999-12-31T23:59:59Z", "T", "2025-99", "",
         "2025-13-45T99:99:99Z", "-001-01-01", "9999-12-31", "0001-01"]
OTHERS = [None, {}, [], 1, "x", True, -1, [None], {"id": None, "en": 3}, ""]
dice = random.Random(int(os.environ.get("SEED", 1)))


def twist(v):
    if isinstance(v, dict):
        return {k: twist(x) for k, x in v.items()
                if MODE != "less" or dice.random() > .1}
    if isinstance(v, list):
        return [twist(x) for x in v]
    if MODE == "text" and isinstance(v, str):
        return v + EVIL if dice.random() < .5 else EVIL
    if MODE == "number" and type(v) is int:
        return dice.choice(NUMBERS)
    if MODE == "other" and dice.random() < .15:
        return dice.choice(OTHERS)
    if MODE == "time" and isinstance(v, str) and v[:4].isdigit():
        return dice.choice(TIMES)
    return v


HURT = "%22%3E%3Cevil%3E"
PAGES = ["/admin", "/admin/jobs", f"/admin/jobs?q=x{HURT}&printer={HURT}",
         "/admin/jobs/187", "/admin/jobs/165", "/admin/jobs/189",
         "/admin/jobs/170", "/admin/printers", "/admin/printers/paspor-2",
         "/admin/stock", "/admin/costs", "/admin/costs?by=month",
         f"/admin/costs?from={HURT}&per_day={HURT}&price=99999999999999999999",
         f"/admin/reports?name=month&period={HURT}", "/admin/audit",
         "/admin/audit?to=5", "/admin/settings", f"/admin/login?next={HURT}"]


class Look(html.parser.HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.page = page
        self.bad = 0

    def handle_starttag(self, tag, attrs):
        names = [k for k, _ in attrs]
        if tag == "evil" or "onload" in names or "style" in names:
            self.bad = 1
            print(f"FAIL: {MODE}: {self.page}: <{tag}> {attrs}")


def walk(port):
    bad = 0
    for lang in "id", "en":
        for page in PAGES:
            c = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            c.request("GET", f"{page}{'&' if '?' in page else '?'}lang={lang}",
                      None, {"Cookie": "cetakd=token-siti"})
            r = c.getresponse()
            text = r.read().decode()
            if r.status != 200 or "</html>" not in text:
                bad = 1
                print(f"FAIL: {MODE}: {page}: {r.status}")
            look = Look(page)
            look.feed(text)
            bad |= look.bad
    return bad


if __name__ == "__main__":
    sys.exit(walk(int(sys.argv[1])))
