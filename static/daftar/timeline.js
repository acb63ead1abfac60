// Comforts for timelines: the chart by arrow keys and by dragging, older incidents on the same page, focus after a
// swap. Everything works without, by links and forms.

const BY_ITSELF = 3; // pages that follow without being asked, so that the foot of the page can be reached
let following = 0;

document.addEventListener("htmx:configRequest", ({ detail }) => {
  // A form sends its empty fields too; the address that people share does without.
  for (const [name, value] of [...detail.formData.entries()]) if (value === "") detail.formData.delete(name);
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id !== "results") return;
  following = 0;
  comfort(document.getElementById("results"));
  document.getElementById("results-heading")?.focus({ preventScroll: true });
});

comfort(document);

function comfort(root) {
  for (const chart of root.querySelectorAll(".chart")) if (chart.querySelector(".bars")) steer(chart);
  prepareMore();
}

// One stop of the Tab key for the whole chart; arrows go from bar to bar.
function steer(chart) {
  const svg = chart.querySelector(".bars");
  const bars = [...svg.querySelectorAll("a")];
  if (!bars.length) return;
  const stand = (bar) => bars.forEach((one) => one.setAttribute("tabindex", one === bar ? "0" : "-1"));
  stand(bars[bars.length - 1]);
  svg.addEventListener("keydown", (event) => {
    const forward = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = document.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    const here = bars.indexOf(document.activeElement);
    const places = { [forward]: here + 1, [back]: here - 1, Home: 0, End: bars.length - 1 };
    const bar = event.key in places ? bars[places[event.key]] : null;
    if (!bar) return;
    event.preventDefault();
    stand(bar);
    bar.focus();
  });
  svg.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    const place = bars.indexOf(event.target.closest("a"));
    const twin = chart.querySelectorAll("tbody a")[place];
    if (!twin || !document.getElementById("results")?.contains(chart)) return;
    event.preventDefault();
    twin.click();
  });
  brush(chart, svg, bars);
}

// Dragging over bars asks for all of their days.
function brush(chart, svg, bars) {
  let start = null;
  let dragged = false;
  const under = (from, to) => {
    const [left, right] = [Math.min(from, to), Math.max(from, to)];
    return bars.filter((bar) => {
      const box = bar.querySelector(".hit").getBoundingClientRect();
      return box.right > left && box.left < right;
    });
  };
  const mark = (some) => bars.forEach((bar) => bar.classList.toggle("marked", some.includes(bar)));
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
  svg.addEventListener("pointerleave", () => { start = null; mark([]); });
  svg.addEventListener("pointercancel", () => { start = null; mark([]); });
  svg.addEventListener("click", (event) => {
    if (!dragged) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  svg.addEventListener("pointerup", (event) => {
    if (start === null || !dragged) return;
    const days = under(start, event.clientX).flatMap((bar) => [bar.dataset.from, bar.dataset.to]).sort();
    start = null;
    mark([]);
    if (days.length) go(chart.dataset.base, days[0], days[days.length - 1]);
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

// The link to older incidents brings them onto this page. The first time it is asked; then the next few come as the
// reader reaches them, and then it has to be asked again.
function prepareMore() {
  const link = document.querySelector("#pager a[rel=next]");
  if (!link || !document.getElementById("incidents")) return;
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    following = BY_ITSELF;
    more(link);
  });
  if (following < 1) return;
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    following -= 1;
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
  const first = append(page.getElementById("incidents"));
  const pager = page.getElementById("pager");
  document.getElementById("pager").replaceWith(...(pager ? [only(pager)] : []));
  history.replaceState(history.state, "", link.href);
  if (asked) first?.focus({ preventScroll: true });
  prepareMore();
}

// What was before stands above: only the way on is wanted.
function only(pager) {
  pager.querySelector("a[rel=prev]")?.remove();
  return document.importNode(pager, true);
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
