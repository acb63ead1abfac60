// The signs on the map: points, rings and counted circles as links, areas and lines, and the popup that a sign opens.

import { areaFiles, edges, lines, topology } from "./map-ground.js";

const NEAR_METRES = 10_000; // as ledger/maps/figures.py has it
const POINT = 13; // pixels across
const LEAST_RING = 18;
const [SMALLEST, LARGEST] = [24, 56];
const MANY = 25; // a circle is largest from here on, though nothing in sight be more
const TARGET = 28;
const ROW = 48; // signs in such a band are read as one row
const EQUATOR = 40_075_016.686;

export class Signs {
  // `opened` is told what was chosen, and the element that was.
  constructor(map, box, opened) {
    this.map = map;
    this.box = box;
    this.opened = opened;
    this.markers = new Map();
    this.rough = new Map();
    this.renderer = L.svg({ padding: 0.4 });
    map.on("zoomend", () => this.markers.forEach(({ marker, cluster, most }) => marker.setIcon(this.icon(cluster, most, marker))));
  }

  show({ clusters, rough }) {
    const most = Math.max(MANY, ...clusters.map(({ incidents }) => incidents));
    const held = document.activeElement?.closest?.(".sign-link")?.dataset.key;
    for (const { marker } of this.markers.values()) marker.remove();
    this.markers.clear();
    for (const cluster of this.inReadingOrder(clusters)) this.add(cluster, most);
    if (held) (this.elementOf(held) ?? this.map.getContainer()).focus({ preventScroll: true });
    return this.showRough(rough);
  }

  elementOf(key) {
    return this.markers.get(key)?.marker.getElement()?.firstChild;
  }

  // Where they stand in the box.
  get points() {
    return [...this.markers.values()].map(({ cluster }) => this.map.latLngToContainerPoint(position(cluster.point)));
  }

  inReadingOrder(clusters) {
    const sideways = document.dir === "rtl" ? -1 : 1;
    const placed = clusters.map((cluster) => {
      const { x, y } = this.map.latLngToContainerPoint(position(cluster.point));
      return { cluster, row: Math.floor(y / ROW), x };
    });
    return placed.sort((a, b) => a.row - b.row || (a.x - b.x) * sideways).map(({ cluster }) => cluster);
  }

  add(cluster, most) {
    const marker = L.marker(position(cluster.point), {
      icon: this.icon(cluster, most), keyboard: false, interactive: false, zIndexOffset: -cluster.incidents,
    });
    marker.addTo(this.map);
    this.markers.set(keyOf(cluster), { marker, cluster, most });
  }

  icon(cluster, most, marker) {
    const [mark, across] = this.symbol(cluster, most);
    const target = Math.max(across, TARGET);
    const link = marker?.getElement()?.firstChild ?? this.link(cluster);
    link.className = `sign-link ${mark}`;
    link.style.setProperty("--across", `${across}px`);
    return L.divIcon({ className: "sign-icon", html: link, iconSize: [target, target] });
  }

  symbol({ incidents, precision, record_id: alone, vague, point }, most) {
    if (precision === "near") {
      const metres = EQUATOR * Math.cos(point[1] * Math.PI / 180) / 2 ** (this.map.getZoom() + 8);
      return ["ring", Math.max(LEAST_RING, 2 * NEAR_METRES / metres)];
    }
    if (alone && !vague) return ["point", POINT];
    return [vague ? "cluster vague-cluster" : "cluster", SMALLEST + (LARGEST - SMALLEST) * Math.sqrt((incidents - 1) / most)];
  }

  link(cluster) {
    const link = document.createElement("a");
    link.href = cluster.url;
    link.rel = "nofollow";
    link.dataset.key = keyOf(cluster);
    link.title = cluster.words;
    link.setAttribute("aria-label", cluster.words);
    link.draggable = false;
    const symbol = document.createElement("span");
    symbol.textContent = cluster.incidents > 1 || cluster.vague ? cluster.shown : "";
    link.append(symbol);
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      this.opened(cluster, link);
    });
    L.DomEvent.disableClickPropagation(link);
    return link;
  }

  // An area whose file does not come is left out: the list beside the map has it.
  async showRough(rough) {
    const kept = new Set(rough.map(roughKey));
    for (const [key, layers] of this.rough) {
      if (kept.has(key)) continue;
      layers.forEach((layer) => layer.remove());
      this.rough.delete(key);
    }
    for (const one of rough) {
      if (this.rough.has(roughKey(one))) continue;
      const layers = await (one.area ? this.area(one) : this.along(one)).catch(() => []);
      if (this.rough.has(roughKey(one))) continue;
      layers.forEach((layer) => layer.addTo(this.map));
      if (layers.length) this.rough.set(roughKey(one), layers);
      if (layers.length) this.makeTarget(layers[0], one);
    }
  }

  async area(one) {
    const [country, province, district] = one.area;
    const file = await topology(areaFiles(this.box)[country]);
    const shapes = file.layers.districts.filter(({ properties }) =>
      properties.province === province && (!district || properties.name === district));
    const { renderer } = this;
    return [
      L.polygon(lines(file, shapes), { renderer, className: "area", fillColor: district ? "url(#map-hatch)" : "url(#map-hatch-wide)", fillOpacity: 1, stroke: false }),
      L.polyline(edges(file, shapes), { renderer, className: "edge", interactive: false }),
    ];
  }

  async along(one) {
    const world = await topology(this.box.dataset.world);
    const course = one.courses.flatMap((names) => names.length === 1
      ? lines(world, world.layers.rivers.filter(({ properties }) => properties.name === names[0]))
      : lines(world, world.layers.borders.filter(({ properties }) => properties.between.join() === names.join())));
    const { renderer } = this;
    return [
      L.polyline(course, { renderer, className: "reach" }),
      L.polyline(course, { renderer, className: "along", interactive: false }),
    ];
  }

  makeTarget(layer, one) {
    this.makePattern();
    const path = layer.getElement();
    const said = document.createElement("span");
    said.textContent = one.words;
    layer.bindTooltip(said, { sticky: true });
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    path.setAttribute("aria-label", one.words);
    layer.on("click", (event) => this.opened({ ...one, at: event.latlng }, path));
    path.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      this.opened(one, path);
    });
  }

  makePattern() {
    const svg = this.renderer._container ?? this.map.getPane("overlayPane").querySelector("svg");
    if (!svg || svg.querySelector("#map-hatch")) return;
    const definitions = element("defs", {});
    for (const [id, wide] of [["map-hatch", 7], ["map-hatch-wide", 14]]) {
      const pattern = element("pattern", {
        id, width: wide, height: wide, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
      });
      pattern.append(element("path", { class: "hatch", d: `M0 0v${wide}` }));
      definitions.append(pattern);
    }
    svg.prepend(definitions);
  }
}

// Whether all of a cluster's incidents lie in the smallest part of a cell that the server tells apart.
export function isOnePlace({ box, record_id: alone }, zoom) {
  const part = 360 / 2 ** (Math.min(zoom + 2, 16) + 3);
  return Boolean(alone) || (box[2] - box[0] < part * 1.01 && box[3] - box[1] < part * 0.51);
}

const position = ([longitude, latitude]) => [latitude, longitude];
const keyOf = ({ point, incidents }) => `${point.join()}/${incidents}`;
const roughKey = ({ url, words }) => `${url} ${words}`;

function element(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
