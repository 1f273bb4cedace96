"use strict";
(() => {
  const base = document.body.dataset.base;
  const byId = id => document.getElementById(id);

  /** Instants in the visitor's own zone, where the pointer rests on them. */
  for (const time of document.querySelectorAll("time[datetime]")) {
    if (time.dateTime) time.title = new Date(time.dateTime).toLocaleString();
  }

  /** A search that has found nothing yet goes on by itself; the link "First page" ends it. */
  const on = byId("search-on");
  if (on) setTimeout(() => location.replace(on.href), 300);

  const all = byId("all");
  if (all) {
    const boxes = [...document.querySelectorAll("tbody input[name=handle]")];
    all.addEventListener("change", () => boxes.forEach(box => { box.checked = all.checked; }));
  }

  async function ask(path) {
    const answer = await fetch(base + path, { credentials: "same-origin", headers: { Accept: "application/json" } });
    if (answer.status === 401) location.reload();
    if (!answer.ok) throw new Error("status " + answer.status);
    return answer.json();
  }

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const shown = (plot, value) => value == null ? "–" : Math.round(value * 10) / 10 === value ? value.toLocaleString("en") : value.toFixed(1);

  const CHARTS = {
    live: { columns: ["live"], names: ["live"], zero: false },
    rate: { columns: ["active", "change"], names: ["used", "begun less ended"], zero: true },
    latency: { columns: ["latency"], names: ["ms"], zero: true }
  };
  const plots = new Map();

  /** From the first reading to the last, but a minute at least: of a single reading the library would show a whole day. */
  function sinceAMinuteOrMore(at) {
    const end = at.length === 0 ? Date.now() / 1000 : at[at.length - 1];
    return [Math.min(at[0] ?? end, end - 60), end];
  }

  function options(element, chart) {
    const axis = { stroke: colour("--quiet"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, font: "12px system-ui, sans-serif" };
    return {
      width: element.clientWidth,
      height: 170,
      cursor: { y: false, drag: { x: false } },
      scales: { x: { range: plot => sinceAMinuteOrMore(plot.data?.[0] ?? []) }, y: { range: (plot, low, high) => {
        if (low == null) return [0, 1];
        const least = chart.zero ? Math.min(0, low) : low;
        const room = Math.max((high - least) * 0.1, 1);
        return [chart.zero && least === 0 ? 0 : Math.max(chart.zero ? least - room : 0, least - room), high + room];
      } } },
      axes: [
        { ...axis, space: 70, values: (plot, ticks) => ticks.map(at => new Date(at * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false })) },
        { ...axis, size: 62, values: (plot, ticks) => ticks.map(each => each.toLocaleString("en")) }
      ],
      series: [
        { label: "at", value: (plot, at) => at == null ? "–" : new Date(at * 1000).toLocaleTimeString() },
        ...chart.names.map((name, at) => ({ label: name, stroke: colour("--series-" + (at + 1)), width: 2, value: shown, points: { show: plot => plot.data[0].length < 3, size: 6 } }))
      ]
    };
  }

  function draw(figures) {
    for (const element of document.querySelectorAll("[data-chart]")) {
      const chart = CHARTS[element.dataset.chart];
      const data = [figures.at, ...chart.columns.map(column => figures[column])];
      const known = plots.get(element);
      if (known) {
        known.setData(data);
      } else {
        plots.set(element, new uPlot(options(element, chart), data, element));
      }
    }
  }

  function redraw(figures) {
    plots.forEach(plot => plot.destroy());
    plots.clear();
    if (figures) draw(figures);
  }

  function tell(figures) {
    for (const [id, figure] of Object.entries(figures.figures)) {
      document.querySelector(`[data-figure="${id}"]`).textContent = figure.value;
      document.querySelector(`[data-note="${id}"]`).textContent = figure.note;
    }
    health(figures.failure === "" ? "answers" : "does not answer: " + figures.failure, figures.failure === "");
  }

  /** Changed only where it says something else, so that a screen reader is told once. */
  function health(text, good) {
    const store = byId("health");
    const line = document.createElement("span");
    line.className = good ? "ok" : "bad";
    line.textContent = store.dataset.store + " " + text;
    if (store.textContent.trim() !== line.textContent) store.replaceChildren(line);
  }

  if (byId("figures") && window.uPlot) {
    const EVERY = 5000;
    let latest;
    const poll = async () => {
      try {
        latest = await ask("/overview.json");
        tell(latest);
        draw(latest);
        if (byId("no-sample") && latest.at.length > 1) location.reload();
      } catch (error) {
        health("is not known: the console does not answer", false);
      }
      setTimeout(poll, EVERY);
    };
    poll();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redraw(latest));
    new ResizeObserver(() => plots.forEach((plot, element) => {
      if (plot.width !== element.clientWidth) plot.setSize({ width: element.clientWidth, height: 170 });
    })).observe(byId("main"));
  }

  const work = byId("work");
  if (work && work.dataset.running === "true") {
    const bar = work.querySelector("progress");
    const poll = async () => {
      try {
        const state = await ask("/work.json?id=" + encodeURIComponent(work.dataset.id));
        if (!state.running) {
          location.reload();
          return;
        }
        if (state.expected > 0) {
          bar.max = state.expected;
          bar.value = state.done;
        }
        byId("shown").textContent = state.shown;
      } catch (error) {
        byId("shown").textContent = "The console does not answer; asking again.";
      }
      setTimeout(poll, 1000);
    };
    setTimeout(poll, 500);
  }
})();
