// Pages of the office in a real browser: axe-core in both languages and
// themes, a phone's width, 200 %, the data behind every chart.
//   node office.mjs BASE PATH...      PAPERS=DIR also keeps pictures there;
//                                     TOKEN=... of the person who looks
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [base, ...paths] = process.argv.slice(2), papers = process.env.PAPERS;
const axe = readFileSync(
    createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let failed = 0, looked = 0;
const fail = (text) => {
	failed++;
	console.log("FAIL: " + text);
};
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
	args: ["--no-sandbox", "--disable-gpu"] });

async function room(width, colorScheme) {
	const c = await browser.newContext({ locale: "id-ID", colorScheme,
		viewport: { width, height: 900 } });
	c.setDefaultTimeout(15000);
	await c.addCookies([{ name: "cetakd", url: base,
		value: process.env.TOKEN || "token-siti" }]);
	const p = await c.newPage();
	p.on("console", (m) => {
		if (/Content Security Policy/i.test(m.text()))
			fail(`policy: ${m.text()}`);
	});
	p.on("pageerror", (e) => fail(`script: ${e.message}`));
	return p;
}

// Each picture has a name, a sentence with numbers, and a table behind it;
// all of it lies within its panel.
async function charts(p, what) {
	const odd = await p.evaluate(() => {
		const out = [];
		for (const s of document.querySelectorAll("main svg.plot")) {
			const d = s.querySelector("desc"), body =
			    s.closest(".body");
			if (!s.querySelector("title") || !d ||
			    d.textContent.length < 15 ||
			    !body.querySelector("details.data tbody tr"))
				out.push("no words: " + s.outerHTML.slice(0, 99));
			const room = body.getBoundingClientRect();
			for (const t of s.querySelectorAll("text,rect,circle")) {
				const b = t.getBoundingClientRect();
				if (b.width > 0 && (b.left < room.left - 1 ||
				    b.right > room.right + 1))
					out.push("outside: " + t.outerHTML);
			}
			const texts = [...s.querySelectorAll("text")].map((t) =>
			    [t.textContent, t.getBoundingClientRect()])
			    .filter((t) => t[1].width > 0);
			texts.forEach(([a, x], i) => texts.slice(i + 1)
			    .forEach(([b, y]) => {
				if (x.left < y.right && y.left < x.right &&
				    x.top + 2 < y.bottom && y.top + 2 < x.bottom)
					out.push(`'${a}' over '${b}'`);
			}));
		}
		return out;
	});
	for (const o of odd.slice(0, 5))
		fail(`${what}: ${o}`);
	looked++;
}

async function look(p, path, what) {
	await p.goto(`${base}/admin${path.replace(/^(?=[^?])/, "/")}`);
	const r = await p.evaluate(() => [
		document.documentElement.scrollWidth,
		document.documentElement.clientWidth,
		document.querySelectorAll("h1").length]);
	looked++;
	if (r[0] > r[1] || r[2] !== 1)
		fail(`${what}: ${r[0]} wide in ${r[1]}, ${r[2]} h1`);
	await charts(p, what);
	for (const d of await p.$$("details.data summary"))
		await d.click();
	await p.evaluate(axe);
	const found = await p.evaluate(() => window.axe.run(document, {
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
			"wcag22aa", "best-practice"] }));
	looked++;
	for (const v of found.violations)
		fail(`${what}: axe ${v.id}: ${v.help}: ` + v.nodes.slice(0, 3)
		    .map((n) => n.html.slice(0, 160)).join(" | "));
	for (const d of await p.$$("details.data summary"))
		await d.click();
	if (papers)
		await p.screenshot({ fullPage: true,
			path: `${papers}/office-${what}.png` });
}

const faces = [[1440, "id", "light"], [1440, "id", "dark"],
	[1440, "en", "light"], [1440, "en", "dark"], [320, "id", "light"],
	[320, "en", "dark"], [720, "id", "light"]];
for (const [width, lang, theme] of faces) {
	const p = await room(width, theme);
	for (const path of paths) {
		const name = path.replace(/\W+/g, "-");
		await look(p, path + (path.includes("?") ? "&" : "?") +
		    `lang=${lang}`,
		    `${process.env.NAME || "full"}-${name}-${lang}-${theme}-${width}`);
	}
	await p.context().close();
}
await browser.close();
console.log(`${looked} looks, ${failed} faults`);
process.exit(failed === 0 && looked > 0 ? 0 : 1);
