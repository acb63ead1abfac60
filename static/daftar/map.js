// The map, made movable in the same box. Everything is there without: a picture whose signs are links, and a list.

import { drawGround } from "./map-ground.js";
import { isOnePlace, Signs } from "./map-signs.js";
import { period } from "./map-period.js";

const FINEST = 13; // the finest grid that the server counts by
const PAUSE = 250; // milliseconds after a movement
const PARTS = ["map-chips", "map-facets", "map-rough", "map-seen", "map-rows", "map-forms"];
const NOT_ASKED = ["after", "before", "only", "zoom"];
const STATE = ["bbox", "from", "to"];

const box = document.querySelector(".map-box");
if (box && window.L) start(box);

async function start(box) {
  const live = document.createElement("div");
  live.className = "map-live chart-of-places";
  box.append(live);
  const map = made(live, box);
  let names;
  try {
    names = await drawGround(map, box);
  } catch {
    map.remove();
    live.remove(); // the picture stays
    return;
  }
  const page = new MapPage(map, box, names);
  await page.signs.ready;
  box.querySelector(":scope > svg")?.remove();
  box.classList.add("is-live");
}

function made(live, box) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(live, {
    attributionControl: false, zoomControl: false, minZoom: 2, maxZoom: FINEST, zoomSnap: 0.25, zoomDelta: 1,
    maxBounds: [[-85, -180], [85, 180]], maxBoundsViscosity: 1, scrollWheelZoom: false,
    zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm,
  });
  map.fitBounds(boundsOf(box.dataset.box), { animate: false });
  L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
  live.setAttribute("role", "region");
  live.setAttribute("aria-label", box.dataset.name);
  scale(map, box);
  letThePageScroll(map, live);
  return map;
}

// The wheel and one finger belong to the page, until the reader turns to the map.
function letThePageScroll(map, live) {
  live.addEventListener("focusin", () => map.scrollWheelZoom.enable());
  live.addEventListener("focusout", () => map.scrollWheelZoom.disable());
  if (!matchMedia("(pointer: coarse)").matches) return;
  map.dragging.disable();
  map.on("click", () => map.dragging.enable());
  document.addEventListener("pointerdown", (event) => {
    if (!live.contains(event.target)) map.dragging.disable();
  });
}

function scale(map, box) {
  const bar = document.createElement("p");
  bar.className = "map-scale";
  const bracket = document.createElement("span");
  bar.append(bracket, "");
  box.append(bar);
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const show = () => {
    const middle = map.getSize().y / 2;
    const metres = map.distance(map.containerPointToLatLng([0, middle]), map.containerPointToLatLng([100, middle]));
    const most = metres / 1000;
    const power = 10 ** Math.floor(Math.log10(most));
    const kilometres = [5, 2, 1].map((step) => step * power).find((one) => one <= most) ?? power;
    bracket.style.width = `${kilometres / most * 100}px`;
    bar.lastChild.data = box.dataset.kilometres.replace("#", numbers.format(kilometres));
  };
  map.on("zoomend moveend", show);
  show();
}

class MapPage {
  constructor(map, box, names) {
    this.map = map;
    this.names = names;
    this.box = box;
    this.state = Object.fromEntries(STATE.map((name) => [name, new URLSearchParams(location.search).get(name) ?? ""]));
    this.signs = new Signs(map, box, (chosen, opener) => this.choose(chosen, opener));
    this.status = this.makeStatus();
    this.asking = null;
    this.waiting = 0;
    this.resized = false;
    this.signs.ready = this.refresh([() => this.fetchSigns()]);
    map.on("resize", () => { this.resized = true; });
    map.on("moveend", () => names.place(this.signs.points));
    map.on("moveend", () => this.moved());
    map.getContainer().addEventListener("keydown", (event) => {
      if (event.key === "Escape") map.closePopup();
    });
    map.on("popupclose", () => this.focusOpener());
    for (const link of document.querySelectorAll("[data-move]")) {
      link.addEventListener("click", (event) => this.step(event, link.dataset.move));
    }
    period(document.querySelector(".map-period"), (from, to) => this.setPeriod(from, to));
  }

  // A box that only became wider or narrower asks for nothing new in the address.
  moved() {
    clearTimeout(this.waiting);
    const byReader = !this.resized;
    this.resized = false;
    if (byReader && !this.whole) this.setState({ bbox: textOf(this.map.getBounds()) });
    this.whole = false;
    this.waiting = setTimeout(() => this.refresh([() => this.fetchSigns(), () => this.fetchParts("list")]), PAUSE);
  }

  step(event, name) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const { x, y } = this.map.getSize().divideBy(2);
    const ways = { north: [0, -y], south: [0, y], west: [-x, 0], east: [x, 0] };
    if (name === "in") this.map.zoomIn(1);
    else if (name === "out") this.map.zoomOut(1);
    else if (name in ways) this.map.panBy(ways[name]);
    else {
      this.whole = true;
      this.setState({ bbox: "" });
      this.map.fitBounds(boundsOf(this.box.dataset.whole));
    }
  }

  setPeriod(from, to) {
    if (from === this.state.from && to === this.state.to) return;
    this.setState({ from, to });
    this.refresh([() => this.fetchSigns(), () => this.fetchParts("narrowed")]);
  }

  // The address says what is seen; links and the form on the page that carried the former state carry this one.
  setState(changed) {
    const before = this.state;
    this.state = { ...before, ...changed };
    history.replaceState(history.state, "", addressed(location.href, this.state));
    for (const link of document.querySelectorAll("#map-chips a, #map-facets a, #map-forms a, .map-period a")) {
      const href = link.getAttribute("href"); // a bar is an SVG link, whose own href is no text
      const given = new URL(href, location.href).searchParams;
      const follows = STATE.filter((name) => (given.get(name) ?? "") === before[name]);
      link.setAttribute("href", addressed(href, Object.fromEntries(follows.map((name) => [name, this.state[name]]))));
    }
    const form = document.querySelector(".map-period form");
    for (const [name, value] of Object.entries(this.state)) {
      const field = form.elements.namedItem(name) ?? hiddenField(form, name);
      field.value = value;
      field.disabled = !value && field.type === "hidden";
    }
  }

  // What was asked for before and has not come is not wanted any more.
  async refresh(tasks) {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.tasks = tasks;
    this.box.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => this.tell(this.box.dataset.loading), 400);
    try {
      await Promise.all(tasks.map((task) => task()));
      this.tell("");
    } catch (error) {
      if (error.name !== "AbortError") this.tell(this.box.dataset.failed, true);
    } finally {
      clearTimeout(slow);
      if (this.asking === asking) this.box.removeAttribute("aria-busy");
    }
  }

  async fetchSigns() {
    const zoom = Math.max(0, Math.min(FINEST, Math.round(this.map.getZoom())));
    const address = this.asked(this.box.dataset.clusters, { bbox: snapped(this.map.getBounds(), zoom), zoom });
    const answer = await this.get(address);
    this.signs.show(await answer.json());
    this.names.place(this.signs.points);
  }

  async fetchParts(only) {
    const answer = await this.get(this.asked(location.pathname, { bbox: this.state.bbox, only }));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of PARTS) {
      const [here, there] = [document.getElementById(id), page.getElementById(id)];
      if (here && there) exchange(here, there);
    }
    const [here, there] = [document.getElementById("count"), page.getElementById("count")];
    if (there) here.textContent = there.textContent;
  }

  async get(address) {
    const answer = await fetch(address, { signal: this.asking.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer;
  }

  asked(path, fields) {
    const address = new URL(path, location.href);
    address.search = location.search;
    NOT_ASKED.forEach((name) => address.searchParams.delete(name));
    return addressed(address, fields);
  }

  choose(chosen, opener) {
    const zoom = this.map.getZoom();
    if (chosen.box && !isOnePlace(chosen, Math.round(zoom)) && zoom < FINEST - 0.5) {
      const [west, south, east, north] = chosen.box;
      this.map.fitBounds([[south, west], [north, east]], { padding: [60, 60], maxZoom: Math.max(zoom + 1, FINEST - 2) });
      return;
    }
    this.open(chosen, opener);
  }

  async open(chosen, opener) {
    const content = document.createElement("div");
    content.className = "map-popup";
    content.dir = document.dir;
    const heading = document.createElement("h2");
    heading.tabIndex = -1;
    heading.textContent = chosen.words;
    const told = document.createElement("div");
    told.textContent = this.box.dataset.loading;
    content.append(heading, told);
    const popup = L.popup({
      maxWidth: Math.min(300, this.map.getSize().x - 90), minWidth: 180, maxHeight: 300, autoPanPaddingTopLeft: [54, 12],
      autoPanPaddingBottomRight: [12, 12], closeOnEscapeKey: false,
    });
    popup.setLatLng(chosen.at ?? [chosen.point[1], chosen.point[0]]).setContent(content).openOn(this.map);
    popup.getElement().querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", this.box.dataset.close);
    this.opener = opener;
    heading.focus({ preventScroll: true });
    const fields = chosen.filters ?? { bbox: chosen.box.join() };
    try {
      const answer = await fetch(this.asked(location.pathname, { bbox: "", ...fields, only: "popup" }));
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      told.replaceChildren(...[...page.body.childNodes].map((node) => document.importNode(node, true)));
    } catch {
      told.textContent = this.box.dataset.failed;
      told.append(" ", this.again(() => { popup.close(); this.open(chosen, opener); }));
    }
    const held = content.contains(document.activeElement);
    popup.update(); // takes the content out and puts it back
    if (held) heading.focus({ preventScroll: true });
  }

  // Its element may have been made anew since.
  focusOpener() {
    const { key } = this.opener?.dataset ?? {};
    const element = this.opener?.isConnected ? this.opener : key && this.signs.elementOf(key);
    (element || this.map.getContainer()).focus({ preventScroll: true });
  }

  makeStatus() {
    const status = document.createElement("p");
    status.className = "map-status";
    status.setAttribute("role", "status");
    this.box.append(status);
    return status;
  }

  tell(words, canTryAgain = false) {
    this.status.replaceChildren(words);
    if (canTryAgain) this.status.append(" ", this.again(() => this.refresh(this.tasks)));
  }

  again(act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = this.box.dataset.retry;
    button.addEventListener("click", act);
    return button;
  }
}

// What the reader has opened stays open.
function exchange(here, there) {
  const all = (root) => [...root.querySelectorAll("details")];
  const name = (one) => one.querySelector("summary").firstChild.textContent.trim();
  const open = new Map(all(here).map((one) => [name(one), one.open]));
  here.replaceChildren(...[...there.childNodes].map((node) => document.importNode(node, true)));
  for (const one of all(here)) one.open = open.get(name(one)) ?? one.open;
}

function addressed(href, fields) {
  const address = new URL(href, location.href);
  for (const [name, value] of Object.entries(fields)) {
    if (value === "") address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  return address.pathname + address.search;
}

function hiddenField(form, name) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  form.append(field);
  return field;
}

function boundsOf(text) {
  const [west, south, east, north] = text.split(",").map(Number);
  return [[south, west], [north, east]];
}

function textOf(bounds) {
  const within = (value, most) => Math.max(-most, Math.min(most, value)).toFixed(3);
  return [within(bounds.getWest(), 180), within(bounds.getSouth(), 85), within(bounds.getEast(), 180), within(bounds.getNorth(), 85)].join();
}

// The server's own grid (ledger/maps/signs.py), so that what it has counted for one view serves the next.
function snapped(bounds, zoom) {
  const [across, down] = [180 / 2 ** zoom, 90 / 2 ** zoom];
  const outward = (low, high, step, most) => [
    Math.max(Math.floor(low / step) * step, -most), Math.min(Math.ceil(high / step) * step, most),
  ];
  const [west, east] = outward(bounds.getWest(), bounds.getEast(), across, 180);
  const [south, north] = outward(bounds.getSouth(), bounds.getNorth(), down, 90);
  return [west, south, east, north].join();
}
