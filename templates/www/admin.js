"use strict";
// The pages of /admin work without this.  Where it runs, the first screen
// hears what happens (server-sent events) and takes its own newer parts from
// the server, at most every two seconds, never while somebody is in them.  It
// must never hold a line for a page that nobody sees, nor give up for good.
(() => {
	const $ = (id) => document.getElementById(id);
	const en = document.documentElement.lang === "en";

	// a notice is said once: not again when the page is loaded again
	if ($("said")) {
		const url = new URL(location.href);
		url.searchParams.delete("ok");
		history.replaceState(null, "", url);
	}

	const list = $("feed-list"), live = $("live");
	if (!list || !live || !window.EventSource)
		return;

	const parts = ["clock", "kpi", "doubts", "printers", "held", "stock",
	    "output", "feed-list", "n-1", "n-2"];
	let paused = false, due = false, busy = false, timer = 0, up = 0;

	const status = (on) => {
		live.hidden = false;
		live.lastElementChild.textContent =
		    on ? live.dataset.on : live.dataset.off;
		live.firstElementChild.setAttribute("class",
		    on ? "gl ok" : "gl off");
	};

	const refresh = async () => {
		timer = 0;
		if (paused || busy || document.hidden) {
			due = true;
			return;
		}
		busy = true;
		due = false;
		try {
			const r = await fetch("/admin", {redirect: "manual"});
			if (r.type === "opaqueredirect") {
				location.reload(); // not logged in any more
				return;
			}
			status(r.ok && up > 0);
			if (!r.ok)
				return;
			const page = new DOMParser().parseFromString(
			    await r.text(), "text/html");
			if (paused) {
				due = true;
				return;
			}
			const seen = new Set([...list.children].map(
			    (li) => li.textContent));
			for (const id of parts) {
				const now = $(id), then = page.getElementById(id);
				if (!now || !then ||
				    now.contains(document.activeElement) ||
				    now.querySelector("details[open]") ||
				    now.innerHTML === then.innerHTML)
					continue;
				now.replaceChildren(...then.childNodes);
			}
			const none = $("feed-none");
			if (none && list.children.length)
				none.remove();
			for (const li of list.children)
				if (!seen.has(li.textContent))
					li.className = "new";
		} catch {
			// the stream says whether the line is down
		} finally {
			busy = false;
			if (due && !paused)
				later();
		}
	};
	const later = () => {
		due = true;
		if (!timer)
			timer = setTimeout(refresh, 2000);
	};

	// A stream that was refused is tried again, later and later, each reader
	// at a time of its own.  A browser has six lines to a server: what
	// nobody looks at gives its own back.
	const streams = [];
	const listen = (path, kinds) => {
		let s = null, here = false, again = 0, pause = 5000;
		const lost = () => {
			if (here)
				up--;
			here = false;
		};
		const open = () => {
			clearTimeout(again);
			s = new EventSource(path);
			s.onopen = () => {
				if (!here)
					up++;
				here = true;
				pause = 5000;
				status(true);
			};
			s.onerror = () => {
				lost();
				// one that is not served ends; the other may be up
				if (up === 0)
					status(false);
				if (s.readyState !== EventSource.CLOSED)
					return;
				again = setTimeout(open,
				    pause * (0.5 + Math.random() / 2));
				pause = Math.min(2 * pause, 300000);
			};
			s.onmessage = later;
			for (const k of kinds)
				s.addEventListener(k, later);
		};
		const close = () => {
			clearTimeout(again);
			s?.close();
			s = null;
			lost();
		};
		streams.push({ open, close });
		if (!document.hidden)
			open();
	};
	listen("/v1/events", ["accept", "seal", "render", "reject", "hold",
	    "release", "submit", "return", "permit", "done", "fail", "lost",
	    "came-out-well", "came-out-spoiled", "not-out", "pass", "spoil",
	    "cancel", "note", "ready", "hand-over", "void", "supersede"]);
	listen("/v1/notices", ["notice"]);

	const button = document.createElement("button");
	button.type = "button";
	button.className = "btn pause";
	const word = () => {
		button.textContent = paused ? (en ? "Go on" : "Lanjutkan")
					    : (en ? "Pause" : "Jeda");
		button.setAttribute("aria-pressed", String(paused));
	};
	button.onclick = () => {
		paused = !paused;
		word();
		if (!paused && due)
			later();
	};
	word();
	$("feed").querySelector(".right").prepend(button, " ");
	document.addEventListener("visibilitychange", () => {
		for (const s of streams) {
			s.close();
			if (!document.hidden)
				s.open();
		}
		if (!document.hidden)
			later(); // what was not heard meanwhile
	});
	// figures that go by the clock
	setInterval(later, 60000);
})();
