"use strict";
// The theme is set before the page is drawn, so that it does not flash.
(function () {
  const root = document.documentElement;
  let stored = null;
  try { stored = localStorage.getItem("theme"); } catch (blocked) { /* a browser may forbid it; the system's theme it is */ }
  if (stored === "light" || stored === "dark") root.dataset.theme = stored;

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function theme() {
    document.getElementById("theme").addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch (blocked) { /* for this page alone */ }
    });
  }

  function navigation() {
    const details = document.querySelector("nav details");
    const narrow = matchMedia("(max-width: 48rem)");
    const follow = () => { details.open = !narrow.matches; };
    narrow.addEventListener("change", follow);
    follow();
  }

  function copyButtons() {
    if (!navigator.clipboard) return;
    for (const block of document.querySelectorAll("main pre")) {
      const frame = document.createElement("div");
      frame.className = "copied";
      block.replaceWith(frame);
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Copy";
      button.addEventListener("click", async () => {
        // Of a console's lines the commands, without prompt.
        const commands = [...block.textContent.matchAll(/^\$ (.*)$/gm)].map(line => line[1]);
        await navigator.clipboard.writeText(commands.length > 0 ? commands.join("\n") : block.textContent);
        button.textContent = "Copied";
        setTimeout(() => { button.textContent = "Copy"; }, 1500);
      });
      frame.append(block, button);
    }
  }

  // A section counts more if the words stand in its heading; all words must occur.
  function find(query) {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    const found = [];
    for (const section of window.carnetIndex || []) {
      const heading = section.heading.toLowerCase(), page = section.page.toLowerCase(), text = section.text.toLowerCase();
      let score = 0;
      for (const word of words) {
        const here = (heading.includes(word) ? 10 : 0) + (heading.split(/\W+/).includes(word) ? 10 : 0)
          + (page.includes(word) ? 4 : 0) + Math.min(5, text.split(word).length - 1);
        if (here === 0) { score = 0; break; }
        score += here;
      }
      if (score > 0) found.push({ section, score });
    }
    found.sort((a, b) => b.score - a.score);
    return found.slice(0, 12).map(each => ({ ...each.section, words }));
  }

  function excerpt(section) {
    const at = section.text.toLowerCase().indexOf(section.words[0]);
    const from = Math.max(0, at - 50);
    return (from > 0 ? "… " : "") + section.text.slice(from, from + 150) + (from + 150 < section.text.length ? " …" : "");
  }

  function marked(text, words) {
    const pieces = document.createDocumentFragment();
    const pattern = new RegExp("(" + words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|") + ")", "i");
    text.split(pattern).forEach((piece, at) => {
      if (at % 2 === 1) {
        const mark = document.createElement("mark");
        mark.textContent = piece;
        pieces.append(mark);
      } else pieces.append(piece);
    });
    return pieces;
  }

  function search() {
    const query = document.getElementById("query"), results = document.getElementById("results");
    let chosen = -1;
    const links = () => [...results.querySelectorAll("a")];
    const show = () => {
      chosen = -1;
      const found = find(query.value);
      results.hidden = query.value.trim() === "";
      results.replaceChildren(...found.map(section => {
        const item = document.createElement("li"), link = document.createElement("a");
        link.href = section.url;
        const strong = document.createElement("strong"), small = document.createElement("small");
        strong.textContent = section.heading === section.page ? section.page : section.page + " › " + section.heading;
        small.append(marked(excerpt(section), section.words));
        link.append(strong, small);
        item.append(link);
        return item;
      }));
      if (found.length === 0) {
        const none = document.createElement("li");
        none.className = "none";
        none.textContent = "Nothing found. Every word must occur in one section.";
        results.append(none);
      }
    };
    query.addEventListener("input", show);
    query.addEventListener("focus", show);
    query.addEventListener("keydown", event => {
      const all = links();
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        chosen = Math.max(0, Math.min(all.length - 1, chosen + (event.key === "ArrowDown" ? 1 : -1)));
        all.forEach((each, at) => each.classList.toggle("chosen", at === chosen));
        if (all.length > 0) all[chosen].scrollIntoView({ block: "nearest" });
      } else if (event.key === "Enter" && all.length > 0) {
        all[Math.max(0, chosen)].click();
      } else if (event.key === "Escape") {
        query.blur();
        results.hidden = true;
      }
    });
    results.addEventListener("click", () => { results.hidden = true; });
    document.addEventListener("click", event => { if (!event.target.closest(".search")) results.hidden = true; });
    document.addEventListener("keydown", event => {
      if (event.key === "/" && !/INPUT|TEXTAREA/.test(document.activeElement.tagName)) {
        event.preventDefault();
        query.focus();
      }
    });
  }

  document.addEventListener("DOMContentLoaded", () => { theme(); navigation(); copyButtons(); search(); });
})();
