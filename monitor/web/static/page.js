// Nothing here is needed: every page serves its purpose without it. Keys to read with, and a search that answers
// while one types. What is fetched is a page of this same server, and only its results are taken from it.
"use strict";

const STORIES = ".story h3 a, .results h2 a, .listing .title, .tellings .title";
const SEARCH_AFTER = 180; // milliseconds without a key
const GO_WITHIN = 1200; // milliseconds between g and where to

const places = { t: "/", a: "/editions", s: "/sources", w: "/watches", d: "/draft" };
const dialog = document.getElementById("keys");
let went = 0;

function keysAreOff() {
  try { return localStorage.getItem("keys") === "off"; } catch { return false; }
}

function step(by) {
  const stories = [...document.querySelectorAll(STORIES)].filter((link) => link.offsetParent !== null);
  if (!stories.length) return;
  const at = stories.indexOf(document.activeElement);
  const top = stories.findIndex((link) => link.getBoundingClientRect().top >= 0);
  const next = at >= 0 ? at + by : by > 0 ? Math.max(top, 0) : (top < 0 ? stories.length : top) - 1;
  const link = stories[Math.min(Math.max(next, 0), stories.length - 1)];
  link.focus({ preventScroll: true });
  (link.closest("article, li") || link).scrollIntoView({ block: "nearest" });
}

function find() {
  const field = document.getElementById("q");
  if (!field) { location.assign("/search"); return; }
  field.focus();
  field.select();
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  o: () => { if (document.activeElement?.matches(STORIES)) document.activeElement.click(); },
  "/": find,
  "?": () => dialog?.showModal(),
  g: () => { went = Date.now(); },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]") || dialog?.open) return;
  if (keysAreOff() && event.key !== "?") return;
  const place = Date.now() - went < GO_WITHIN ? places[event.key] : undefined;
  went = 0;
  if (place) { event.preventDefault(); location.assign(place); return; }
  const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
  if (act) { event.preventDefault(); act(); }
});

if (dialog) {
  const opener = document.getElementById("show-keys");
  const choice = document.getElementById("keys-on");
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  choice.checked = !keysAreOff();
  choice.addEventListener("change", () => {
    try { localStorage.setItem("keys", choice.checked ? "on" : "off"); } catch { /* then until the page is left */ }
  });
}

// Search as you type.
const field = document.querySelector("form[role=search] input[name=q]");
const found = document.getElementById("found");
if (field && found) {
  let waiting = 0;
  let asking = null;
  let shown = field.value.trim();

  const search = async () => {
    const query = field.value.trim();
    if (query === shown) return;
    shown = query;
    asking?.abort();
    asking = new AbortController();
    const address = query ? `/search?q=${encodeURIComponent(query)}` : "/search";
    try {
      const answer = await fetch(address, { signal: asking.signal, credentials: "same-origin" });
      if (!answer.ok && answer.status !== 422) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("found");
      if (!fresh || field.value.trim() !== query) return;
      found.replaceChildren(...fresh.childNodes);
      document.title = page.title;
      history.replaceState(null, "", address);
    } catch { /* given up for the next one, or no server: Enter still works */ }
  };
  field.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(search, SEARCH_AFTER);
  });
  field.addEventListener("compositionend", () => { waiting = setTimeout(search, SEARCH_AFTER); });
}
