"""Chromium without a window, driven over a pipe.

  browser.py JOBS    JOBS: JSON lines {"url", "name", "width", "height",
                     "dark", "axe", "png", "script"}; one answer line each

Each answer: what axe-core found wrong, what the browser complained of (a
violated policy, an error of a script), how far the page scrolls sideways, and
what the job's script gave.  axe: the path of axe.min.js, or nothing."""
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile

WAIT = 60


class Browser:
    def __init__(self):
        self.home = tempfile.mkdtemp(prefix="chromium.")
        give, self.out = os.pipe()
        self.come, take = os.pipe()
        args = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
                "--disable-background-networking", "--disable-sync",
                "--disable-component-update", "--no-first-run",
                "--hide-scrollbars", "--font-render-hinting=none",
                "--remote-debugging-pipe", "--user-data-dir=" + self.home,
                "about:blank"]
        line = f'exec "$@" 3<&{give} 4>&{take}'
        self.process = subprocess.Popen(
            ["bash", "-c", line, "bash"] + args, pass_fds=(give, take),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(give)
        os.close(take)
        self.rest, self.n, self.session = b"", 0, None
        self.seen = []
        target = self.ask("Target.createTarget", url="about:blank")
        self.session = self.ask("Target.attachToTarget", flatten=True,
                                targetId=target["targetId"])["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(domain + ".enable")

    def read(self):
        while b"\0" not in self.rest:
            more = os.read(self.come, 1 << 20)
            if not more:
                raise SystemExit("chromium ended")
            self.rest += more
        line, self.rest = self.rest.split(b"\0", 1)
        return json.loads(line)

    def ask(self, method, **params):
        self.n += 1
        text = {"id": self.n, "method": method, "params": params}
        if self.session:
            text["sessionId"] = self.session
        os.write(self.out, json.dumps(text).encode() + b"\0")
        while True:
            got = self.read()
            if got.get("id") == self.n:
                if "error" in got:
                    raise SystemExit(f"{method}: {got['error']}")
                return got["result"]
            self.seen.append(got)

    def wait(self, method):
        while True:
            for i, e in enumerate(self.seen):
                if e.get("method") == method:
                    del self.seen[i]
                    return
            self.seen.append(self.read())

    def js(self, text):
        got = self.ask("Runtime.evaluate", expression=text,
                       awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in got:
            raise SystemExit(json.dumps(got["exceptionDetails"])[:900])
        return got["result"].get("value")

    def complaints(self):
        """What the browser logged, but for what it could not fetch."""
        out = []
        for e in self.seen:
            if e.get("method") == "Log.entryAdded":
                entry = e["params"]["entry"]
                if entry["level"] in ("error", "warning"):
                    out.append(entry["text"])
            if e.get("method") == "Runtime.exceptionThrown":
                out.append(json.dumps(e["params"])[:300])
        return out

    def page(self, job):
        width, height = job.get("width", 1440), job.get("height", 900)
        self.ask("Emulation.setDeviceMetricsOverride", width=width,
                 height=height, deviceScaleFactor=1, mobile=False)
        self.ask("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme",
             "value": "dark" if job.get("dark") else "light"}])
        for name, value in job.get("cookies", {}).items():
            self.ask("Network.setCookie", name=name, value=value,
                     url=job["url"])
        self.seen = []
        self.ask("Page.navigate", url=job["url"])
        self.wait("Page.loadEventFired")
        answer = {"name": job["name"], "title": self.js("document.title")}
        answer["over"] = self.js(
            "document.documentElement.scrollWidth - innerWidth")
        answer["wide"] = self.js(
            "[...document.querySelectorAll('main *')].filter(e => "
            "e.getBoundingClientRect().right > innerWidth + 1 && "
            "!e.closest('.tablewrap,.scroll,.vh,.nav')).slice(0, 5)"
            ".map(e => e.tagName + '.' + e.getAttribute('class'))")
        answer["said"] = self.complaints()
        if job.get("script"):
            answer["got"] = self.js(job["script"])
        if job.get("axe"):
            self.js(open(job["axe"]).read() + ";1")
            answer["axe"] = self.js(
                "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', "
                "'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
                ".then(r => r.violations.map(v => v.id + ': ' + "
                "v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + "
                "n.failureSummary).join(' | ')))")
        if job.get("png"):
            self.shoot(job["png"], width)
        return answer

    def shoot(self, path, width):
        height = self.js("document.documentElement.scrollHeight")
        got = self.ask("Page.captureScreenshot", captureBeyondViewport=True,
                       clip={"x": 0, "y": 0, "width": width,
                             "height": height, "scale": 1})
        with open(path, "wb") as f:
            f.write(base64.b64decode(got["data"]))

    def end(self):
        self.process.terminate()
        self.process.wait(WAIT)
        shutil.rmtree(self.home, ignore_errors=True)


def main():
    browser = Browser()
    try:
        for line in open(sys.argv[1]):
            print(json.dumps(browser.page(json.loads(line)),
                             ensure_ascii=False), flush=True)
    finally:
        browser.end()


if __name__ == "__main__":
    main()
