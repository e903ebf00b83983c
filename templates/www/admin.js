"use strict";
// The pages of /admin work without this.  Where it runs, the first screen
// hears what happens (server-sent events) and takes its own newer parts from
// the server, at most every two seconds, never while somebody is in them.
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

	const listen = (path, kinds) => {
		const s = new EventSource(path);
		let here = false;
		s.onopen = () => {
			if (!here)
				up++;
			here = true;
			status(true);
		};
		s.onerror = () => {
			if (here)
				up--;
			here = false;
			// one that is not served ends; the other may be up
			if (up === 0)
				status(false);
		};
		s.onmessage = later;
		for (const k of kinds)
			s.addEventListener(k, later);
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
		if (!document.hidden && due)
			later();
	});
	// figures that go by the clock
	setInterval(later, 60000);
})();
