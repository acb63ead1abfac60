// Comforts for timelines: the chart by arrow keys and by dragging, older incidents on the same page, focus after a
// swap. Everything works without, by links and forms.

let following = false; // whether older incidents come without being asked

document.addEventListener("htmx:configRequest", ({ detail }) => {
  // A form sends its empty fields too; the address that people share does without.
  for (const [name, value] of [...detail.formData.entries()]) if (value === "") detail.formData.delete(name);
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id !== "results") return;
  following = false;
  comfort(document.getElementById("results"));
  document.getElementById("results-heading")?.focus({ preventScroll: true });
});

comfort(document);

function comfort(root) {
  for (const chart of root.querySelectorAll(".chart")) if (chart.querySelector(".bars")) steer(chart);
  prepareMore();
}

// One stop of the Tab key for the whole chart; arrows go from bar to bar, with Shift they mark a period. Narrow screens
// have wider links over the same bars, so what there is to go to is asked anew each time.
function steer(chart) {
  const svg = chart.querySelector(".bars");
  const links = () => [...svg.querySelectorAll("a")].filter((one) => one.checkVisibility());
  for (const group of svg.querySelectorAll("g")) stand([...group.querySelectorAll("a")], -1);
  const help = helpOf(chart, svg);
  let from = null;
  const mark = (some) => svg.querySelectorAll("a").forEach((one) => one.classList.toggle("marked", some.includes(one)));
  const unmark = () => {
    from = null;
    mark([]);
    help.textContent = help.dataset.idle;
    links().forEach((one) => one.removeAttribute("aria-describedby"));
  };
  svg.addEventListener("keydown", (event) => {
    const rightToLeft = document.dir === "rtl";
    const bars = links();
    const here = bars.indexOf(document.activeElement);
    const steps = { ArrowRight: rightToLeft ? -1 : 1, ArrowLeft: rightToLeft ? 1 : -1 };
    const places = { Home: 0, End: bars.length - 1 };
    if (event.key === "Escape") unmark();
    if (event.key === "Enter" && from !== null) {
      event.preventDefault();
      show(chart, span(from, here, bars));
    }
    const place = event.key in steps ? here + steps[event.key] : places[event.key];
    if (here < 0 || !bars[place]) return;
    event.preventDefault();
    if (!event.shiftKey) unmark();
    from = event.shiftKey ? from ?? here : null;
    if (from !== null) {
      mark(span(from, place, bars));
      help.textContent = marked(help.dataset.marked, span(from, place, bars));
      bars[place].setAttribute("aria-describedby", help.id);
    }
    stand(bars, place);
    bars[place].focus();
  });
  svg.addEventListener("focusout", (event) => {
    if (!svg.contains(event.relatedTarget)) unmark();
  });
  svg.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    show(chart, [link]);
  });
  brush(chart, svg, links, mark);
}

function stand(bars, place) {
  const chosen = bars.at(place);
  bars.forEach((one) => one.setAttribute("tabindex", one === chosen ? "0" : "-1"));
}

// What the keys do: shown while the chart has the focus, and read out when it gets there.
function helpOf(chart, svg) {
  const help = document.createElement("p");
  help.id = "chart-help";
  help.className = "chart-help";
  help.dataset.idle = help.textContent = chart.dataset.help;
  help.dataset.marked = chart.dataset.marked;
  svg.after(help);
  svg.setAttribute("aria-describedby", help.id);
  return help;
}

function span(one, other, bars) {
  return bars.slice(Math.min(one, other), Math.max(one, other) + 1);
}

function marked(words, bars) {
  const name = (bar) => bar.getAttribute("aria-label").split(": ")[0];
  return words.replace("{first}", name(bars[0])).replace("{last}", name(bars[bars.length - 1]));
}

function show(chart, bars) {
  const days = bars.flatMap((bar) => [bar.dataset.from, bar.dataset.to]).sort();
  if (days.length) go(chart.dataset.base, days[0], days[days.length - 1]);
}

// Dragging over bars asks for all of their days.
function brush(chart, svg, links, mark) {
  let start = null;
  let dragged = false;
  const under = (from, to) => {
    const [left, right] = [Math.min(from, to), Math.max(from, to)];
    return links().filter((bar) => {
      const box = bar.querySelector(".hit").getBoundingClientRect();
      return box.right > left && box.left < right;
    });
  };
  const stop = () => {
    start = null;
    mark([]);
  };
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointerdown", (event) => {
    start = event.button === 0 ? event.clientX : null;
    dragged = false;
  });
  svg.addEventListener("pointermove", (event) => {
    if (start === null || Math.abs(event.clientX - start) < 8) return;
    dragged = true;
    mark(under(start, event.clientX));
  });
  svg.addEventListener("pointerleave", stop);
  svg.addEventListener("pointercancel", stop);
  svg.addEventListener("click", (event) => {
    if (!dragged) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  svg.addEventListener("pointerup", (event) => {
    const bars = start !== null && dragged ? under(start, event.clientX) : [];
    stop();
    show(chart, bars);
  });
}

function go(base, from, to) {
  const address = new URL(base, location.href);
  address.searchParams.set("from", from);
  address.searchParams.set("to", to);
  const link = document.createElement("a");
  link.href = address.pathname + address.search;
  link.hidden = true;
  const boosted = document.querySelector("#results .chart");
  if (!boosted || !window.htmx) {
    location.assign(link.href);
    return;
  }
  boosted.append(link);
  window.htmx.process(link);
  link.click();
}

// The link to older incidents brings them onto this page, as many pages as one may hold. The first time it is asked;
// then they come as the reader reaches them. After the last it is a link like any other, and the foot of the page stays.
// The address says how many pages there are, so that it shows the same to whoever comes back, or opens it elsewhere.
function prepareMore() {
  const link = document.querySelector("#pager a[data-stretch]");
  if (!link || !document.getElementById("incidents")) return;
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    following = true;
    more(link);
  });
  if (!following) return;
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    more(link);
  }, { rootMargin: "400px" });
  seen.observe(link);
}

async function more(link) {
  if (link.getAttribute("aria-busy")) return;
  link.setAttribute("aria-busy", "true");
  const asked = link === document.activeElement;
  let page;
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(answer.statusText);
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    location.assign(link.href); // whatever it is, the page itself can say
    return;
  }
  const pages = Number(link.dataset.pages) + 1;
  const first = append(page.getElementById("incidents"));
  const pager = page.getElementById("pager");
  document.getElementById("pager").replaceWith(...(pager ? [onward(pager, link.dataset, pages)] : []));
  history.replaceState(history.state, "", stretched(link.dataset.stretch, pages));
  tellShown();
  if (asked) first?.focus({ preventScroll: true });
  prepareMore();
}

function stretched(address, pages) {
  const found = new URL(address + pages, location.href);
  const moment = new URLSearchParams(location.search).get("as_of");
  if (moment && !found.searchParams.has("after")) found.searchParams.set("as_of", moment);
  return found.pathname + found.search;
}

function tellShown() {
  const said = document.querySelector("#count [data-words]");
  const shown = document.querySelectorAll("#incidents article").length;
  const numerals = document.documentElement.lang === "fa" ? "fa-u-nu-arabext" : "en-u-nu-latn";
  if (said) said.textContent = said.dataset.words.replace("{number}", shown.toLocaleString(numerals));
}

// What was before stands above: only the way on is wanted. It goes on counting from where this page begins.
function onward(pager, { stretch, most }, pages) {
  const found = document.importNode(pager, true);
  found.querySelector("a[rel=prev]")?.remove();
  const next = found.querySelector("a[rel=next]");
  if (next && pages < Number(most)) Object.assign(next.dataset, { stretch, pages, most });
  else delete next?.dataset.stretch;
  return found;
}

// A month that has begun goes on in its own section. Gives the link of the first incident that is new.
function append(incidents) {
  const list = document.getElementById("incidents");
  let first = null;
  for (const section of [...incidents.children].map((one) => document.importNode(one, true))) {
    const heading = section.querySelector("h2");
    first ??= section.querySelector(".title a");
    const begun = document.getElementById(heading.id)?.closest("section");
    if (begun) {
      heading.remove();
      begun.append(...section.children);
    } else {
      list.append(section);
    }
  }
  return first;
}
