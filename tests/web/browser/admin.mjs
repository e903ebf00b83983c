// The pages of /admin in a real browser: axe-core, keyboard, narrow windows,
// no script, live feed, no report of the content policy.
//   node admin.mjs BASE        PAPERS=DIR also keeps pictures there
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const base = process.argv[2], papers = process.env.PAPERS;
const axe = readFileSync(
    createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let failed = 0, looked = 0;
const fail = (text) => {
	failed++;
	console.log("FAIL: " + text);
};
const is = (what, got, wanted) => {
	looked++;
	if (got !== wanted)
		fail(`${what}: '${got}', not '${wanted}'`);
};

const pages = [
	["home", "/admin", "Ringkasan", "Overview"],
	["jobs", "/admin/jobs", "Pekerjaan", "Jobs"],
	["empty", "/admin/jobs?q=zz", "Pekerjaan", "Jobs"],
	["doubt", "/admin/jobs/187", "187", "187"],
	["held", "/admin/jobs/184", "184", "184"],
	["printed", "/admin/jobs/192", "192", "192"],
	["proposal", "/admin/jobs/165", "165", "165"],
	["spoiled", "/admin/jobs/170", "170", "170"],
	["missing", "/admin/jobs/4711", "Tidak ditemukan", "Not found"],
	["login", "/admin/login", "Masuk", "Log in"],
];

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
	args: ["--no-sandbox", "--disable-gpu"] });

async function room(more = {}) {
	const c = await browser.newContext({
		viewport: { width: 1440, height: 900 }, locale: "id-ID", ...more });
	c.setDefaultTimeout(15000);
	if (more.token !== null)
		await c.addCookies([{ name: "cetakd", url: base,
			value: more.token || "token-siti" }]);
	const p = await c.newPage();
	p.on("console", (m) => {
		if (/Content Security Policy/i.test(m.text()))
			fail(`policy: ${m.text()}`);
	});
	p.on("pageerror", (e) => fail(`script: ${e.message}`));
	return p;
}

async function axed(p, what) {
	// by the debugger's way in: the page's own policy stays as it is
	await p.evaluate(axe);
	const r = await p.evaluate(() => window.axe.run(document, {
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
			"wcag22aa", "best-practice"] }));
	looked++;
	for (const v of r.violations)
		fail(`${what}: axe ${v.id}: ${v.help}: ` +
		    v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160))
			.join(" | "));
}

async function faces() {
	for (const colorScheme of ["light", "dark"])
		for (const lang of ["id", "en"]) {
			const p = await room({ colorScheme });
			for (const [name, path, id, en] of pages) {
				const what = `${name} ${lang} ${colorScheme}`;
				await p.goto(base + path +
				    (path.includes("?") ? "&" : "?") +
				    `lang=${lang}`);
				const h1 = await p.textContent("h1");
				is(`${what} h1`, h1.startsWith(
				    lang === "en" ? en : id), true);
				is(`${what} lang`,
				    await p.getAttribute("html", "lang"), lang);
				await axed(p, what);
				if (papers)
					await p.screenshot({ fullPage: true,
						path: `${papers}/admin-${name}-` +
						    `${lang}-${colorScheme}.png` });
			}
			await p.context().close();
		}
}

// nothing scrolls sideways; every page at a phone's width and at 200 %
async function narrow() {
	for (const width of [320, 720]) {
		const p = await room({ viewport: { width, height: 800 } });
		for (const [name, path] of pages) {
			await p.goto(base + path);
			const [has, may] = await p.evaluate(() => [
				document.documentElement.scrollWidth,
				document.documentElement.clientWidth]);
			looked++;
			if (has > may)
				fail(`${name} at ${width}: ${has} wide: ` +
				    await p.evaluate((w) => [...document
				    .querySelectorAll("main *")].filter((e) =>
					e.getBoundingClientRect().right > w)
				    .map((e) => e.outerHTML.slice(0, 70))
				    .slice(0, 4).join(" | "), may));
			if (papers && width === 320)
				await p.screenshot({ fullPage: true,
					path: `${papers}/admin-${name}-320.png` });
		}
		await p.context().close();
	}
}

// Tab comes by everything that can be acted on, first the skip link.
async function keyboard() {
	const p = await room();
	for (const [name, path] of pages.filter((x) => x[0] !== "login")) {
		await p.goto(base + path);
		const all = await p.evaluate(() => {
			const radios = new Set();
			return [...document.querySelectorAll("a[href], button," +
			    "input:not([type=hidden]), select, summary," +
			    "[tabindex='0']")].filter((e) => {
				const box = e.checkVisibility() &&
				    !e.closest("details:not([open]) > :not(summary)");
				if (e.type !== "radio")
					return box;
				const had = radios.has(e.name);
				radios.add(e.name);
				return box && !had; // arrows go on from one
			}).map((e, i) => (e.dataset.tab = i)).length;
		});
		const seen = new Set();
		for (let i = 0; i < 3 * all + 20; i++) {
			await p.keyboard.press("Tab");
			const now = await p.evaluate(() => {
				const e = document.activeElement;
				return e.dataset ? e.dataset.tab ?? "" : "";
			});
			if (i === 0)
				is(`${name} first`, await p.evaluate(() =>
				    document.activeElement.className), "skip");
			seen.add(now);
			if (seen.size - seen.has("") >= all)
				break;
		}
		seen.delete("");
		is(`${name} by keyboard`, seen.size, all);
		for (let i = 0; i < all && seen.size < all; i++)
			if (!seen.has(String(i)))
				console.log(await p.evaluate((n) => document
				    .querySelector(`[data-tab="${n}"]`)
				    ?.outerHTML.slice(0, 200), i));
	}
	await p.context().close();
}

async function sign_in() {
	const p = await room({ token: null });
	await p.goto(base + "/admin/jobs/187");
	is("sent to log in", new URL(p.url()).pathname, "/admin/login");
	await p.fill("#pw", "token-wrong");
	await p.keyboard.press("Enter");
	await p.waitForSelector("#wrong");
	await axed(p, "wrong token");
	await p.fill("#pw", "token-siti");
	await p.keyboard.press("Enter");
	await p.waitForURL("**/admin/jobs/187");
	const [c] = (await p.context().cookies()).filter(
	    (x) => x.name === "cetakd");
	is("cookie hidden", c.httpOnly, true);
	is("cookie strict", c.sameSite, "Strict");
	is("cookie path", c.path, "/");
	const hours = (c.expires - Date.now() / 1000) / 3600;
	is("cookie for 12 h", hours > 11.9 && hours < 12.1, true);
	is("hidden from scripts",
	    await p.evaluate(() => document.cookie.includes("cetakd")), false);
	is("no name", (await p.content()).includes("YULIA"), false);
	await p.click("text=Buka nama penuh");
	await p.waitForSelector("text=YULIA LESTARI");
	await axed(p, "opened");
	await p.click("text=Keluar");
	await p.waitForURL("**/admin/login");
	is("cookie gone", (await p.context().cookies()).some(
	    (x) => x.name === "cetakd"), false);
	await p.context().close();
}

// All of it works without a script.
async function plain() {
	const p = await room({ javaScriptEnabled: false, token: null });
	await p.goto(base + "/admin/login");
	await p.fill("#pw", "token-siti");
	await p.click("button");
	await p.waitForURL("**/admin");
	is("figures", await p.locator(".kpi dd").count(), 7);
	is("doubts", await p.locator(".doubts li").count(), 2);
	is("worst first", await p.locator("#printers tbody tr a").first()
	    .textContent(), "paspor-2");
	is("feed", (await p.locator("#feed-list li").count()) > 5, true);
	is("live is not claimed", await p.isVisible("#live"), false);
	await p.click("text=Periksa lembar >> nth=0");
	await p.check("input[value=came-out-well]");
	await p.fill("input[name=serial]", "X1204187");
	await p.click("text=Catat keputusan");
	await p.waitForSelector("text=Keputusan dicatat.");
	// a fault keeps what was entered
	await p.check("input[value=came-out-spoiled]");
	await p.fill("input[name=note]", "NOTE gagal");
	await p.click("text=Catat keputusan");
	await p.waitForSelector("text=Isian Anda");
	is("kept", await p.inputValue("input[name=note]"), "NOTE gagal");
	await p.context().close();
}

// What happens comes by itself; "Jeda" stops it.
async function live() {
	const p = await room(), q = await room();
	await p.goto(base + "/admin");
	await p.waitForSelector("#live:has-text('langsung')");
	const feed = () => p.textContent("#feed-list");
	is("not yet", (await feed()).includes("190 Dilepas"), false);
	await q.goto(base + "/admin/jobs/190");
	await q.click("text=Lepas ke antrean");
	await q.waitForSelector("text=Pekerjaan dilepas");
	await p.waitForSelector(
	    "#feed-list li:first-child:has-text('190 Dilepas')");
	is("marked", await p.locator("#feed-list li.new").count(), 1);
	is("not yet", (await feed()).includes("191 Ditahan"), false);
	await p.click("text=Jeda");
	await q.goto(base + "/admin/jobs/191");
	await q.click("text=Tahan >> nth=-1");
	await q.waitForSelector("text=Pekerjaan ditahan");
	await p.waitForTimeout(3000); // longer than a refresh takes to come
	is("paused", (await feed()).includes("191 Ditahan"), false);
	await p.click("text=Lanjutkan");
	await p.waitForSelector("#feed-list:has-text('191 Ditahan')");
	await p.context().close();
	await q.context().close();
}

// A stream that is refused once comes later; a hidden page has none.
async function lines() {
	const p = await room();
	let refused = 0;
	await p.addInitScript(() => {
		window.lines = [];
		const own = window.EventSource;
		window.EventSource = class extends own {
			constructor(path) {
				super(path);
				window.lines.push(this);
			}
		};
	});
	await p.route(/\/v1\/(events|notices)$/, (r) => refused++ < 2 ?
	    r.fulfill({ status: 503, body: "" }) : r.continue());
	const open = () => p.evaluate(() =>
		window.lines.filter((s) => s.readyState !== 2).length);
	const look = (hidden) => p.evaluate((h) => {
		Object.defineProperty(document, "hidden",
		    { value: h, configurable: true });
		document.dispatchEvent(new Event("visibilitychange"));
	}, hidden);
	await p.goto(base + "/admin");
	await p.waitForSelector("#live:has-text('menyambung')");
	await p.waitForSelector("#live:has-text('langsung')");
	is("refused, then open", refused > 2, true);
	await look(true);
	is("hidden: no line", await open(), 0);
	await look(false);
	is("seen: both", await open(), 2);
	await p.waitForSelector("#live:has-text('langsung')");
	// logged out elsewhere
	await p.context().clearCookies();
	await look(true);
	await look(false);
	await p.waitForURL("**/admin/login**");
	await p.context().close();
}

for (const part of [sign_in, faces, narrow, keyboard, plain, live, lines]) {
	const from = Date.now();
	try {
		await part();
	} catch (e) {
		fail(`${part.name}: ${String(e.message).slice(0, 600)}`);
	}
	console.log(`${part.name}: ${((Date.now() - from) / 1000).toFixed(1)} s`);
}
await browser.close();
console.log(`${looked} looks in the browser, ${failed} faults`);
process.exit(failed ? 1 : 0);
