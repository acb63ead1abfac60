// What lies under the signs: countries, borders, rivers, districts, drawn from files of our own. Leaflet is `L`.

const DISTRICTS_FROM = 7; // from this zoom on their borders are no thicket
const [COLUMNS, ROWS] = [9, 8]; // of spots where a country's name may stand
const files = new Map();

// A file is asked for once; one that failed may be asked for again.
export function topology(address) {
  if (!files.has(address)) {
    const asked = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.json();
    }).then(read);
    asked.catch(() => files.delete(address));
    files.set(address, asked);
  }
  return files.get(address);
}

function read(document) {
  const [step] = document.transform.scale;
  const arcs = document.arcs.map((steps) => {
    let x = 0;
    let y = 0;
    return steps.map(([across, up]) => [(y += up) * step, (x += across) * step]);
  });
  const layers = {};
  for (const [name, layer] of Object.entries(document.objects)) {
    layers[name] = layer.geometries.map(({ properties, arcs: rings }) => ({ properties, rings }));
  }
  return { arcs, layers };
}

// The arcs of a ring end to end, each junction once.
function line({ arcs }, numbers) {
  return numbers.flatMap((number, place) => {
    const arc = number < 0 ? arcs[~number].toReversed() : arcs[number];
    return place ? arc.slice(1) : arc;
  });
}

export const lines = (from, shapes) => shapes.flatMap(({ rings }) => rings.map((ring) => line(from, ring)));

// Beyond the antimeridian a country goes on to the east of it, and does not leap to the west.
function unbroken(ring) {
  let turns = 0;
  return ring.map(([latitude, longitude], place) => {
    const before = place ? ring[place - 1][1] : longitude;
    turns += (before - longitude > 180) - (longitude - before > 180);
    return [latitude, longitude + 360 * turns];
  });
}

// The arcs that so many of the shapes share: one is an edge around them all, two is a border between them.
function shared(from, shapes, times) {
  const counts = new Map();
  for (const { rings } of shapes) {
    for (const number of new Set(rings.flat().map((one) => (one < 0 ? ~one : one)))) {
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
  }
  return [...counts].filter(([, count]) => count === times).map(([number]) => from.arcs[number]);
}

export const edges = (from, shapes) => shared(from, shapes, 1);

export async function drawGround(map, box) {
  const world = await topology(box.dataset.world);
  const pane = map.createPane("ground");
  pane.style.zIndex = 200;
  pane.style.pointerEvents = "none";
  const renderer = L.svg({ pane: "ground", padding: 0.4 });
  const options = (className) => ({ renderer, pane: "ground", className, interactive: false, smoothFactor: 0.8 });
  const { countries, borders, rivers, lakes } = world.layers;
  L.polygon(lines(world, countries).map(unbroken), options("land")).addTo(map);
  L.polygon(lines(world, lakes), options("lake")).addTo(map);
  const districts = L.polyline([], options("district")).addTo(map);
  L.polyline(lines(world, rivers), options("river")).addTo(map);
  for (const disputed of [false, true]) {
    const some = borders.filter(({ properties }) => properties.disputed === disputed);
    L.polyline(lines(world, some), options(disputed ? "border disputed" : "border")).addTo(map);
  }
  const near = () => showDistricts(map, box, districts);
  map.on("moveend", near);
  near();
  return new Names(map, box, world);
}

// Of the countries in sight, whose files are fetched when first looked at from near enough.
async function showDistricts(map, box, drawn) {
  drawn.getElement()?.classList.toggle("away", map.getZoom() < DISTRICTS_FROM);
  if (map.getZoom() < DISTRICTS_FROM || drawn.complete) return;
  drawn.complete = true;
  try {
    const found = await Promise.all(Object.values(areaFiles(box)).map(topology));
    drawn.setLatLngs(found.flatMap((one) => shared(one, one.layers.districts, 2)));
  } catch {
    drawn.complete = false; // the next move tries again
  }
}

export const areaFiles = (box) => ({ AF: box.dataset.areasAf, TJ: box.dataset.areasTj });

// Each country's name in the middle of what is seen of it, away from borders and signs.
export class Names {
  constructor(map, box, world) {
    this.map = map;
    const pane = map.createPane("names");
    pane.style.zIndex = 450;
    pane.style.pointerEvents = "none";
    pane.setAttribute("aria-hidden", "true");
    this.countries = box.dataset.names.split(";").map((one) => {
      const [code, name] = one.split("|");
      const rings = lines(world, world.layers.countries.filter(({ properties }) => properties.code === code));
      const shown = document.createElement("span");
      shown.textContent = name;
      const icon = L.divIcon({ className: "country-name", html: shown, iconSize: null });
      return { rings, bounds: L.latLngBounds(rings.flat()), marker: L.marker([0, 0], { icon, pane: "names", interactive: false, keyboard: false }) };
    });
  }

  // `taken` are points in the box where signs stand.
  place(taken) {
    const { x: width, y: height } = this.map.getSize();
    const across = width / COLUMNS;
    const spots = Array.from({ length: COLUMNS * ROWS }, (_, place) => {
      const [x, y] = [(place % COLUMNS + 0.5) * across, (Math.floor(place / COLUMNS) + 0.5) * height / ROWS];
      const { lat, lng } = this.map.containerPointToLatLng([x, y]);
      return { x, y, place, at: [lat, lng], free: !taken.some((one) => Math.abs(one.x - x) < 60 && Math.abs(one.y - y) < 24) };
    });
    for (const { rings, bounds, marker } of this.countries) {
      const inside = spots.filter(({ at }) => bounds.contains(at) && holds(rings, at));
      const spot = best(inside);
      if (spot) marker.setLatLng(spot.at).addTo(this.map);
      else marker.remove();
    }
  }
}

function best(inside) {
  const places = new Set(inside.map(({ place }) => place));
  const middle = (side) => inside.reduce((sum, spot) => sum + spot[side], 0) / inside.length;
  const [x, y] = [middle("x"), middle("y")];
  const worth = (spot) => Math.hypot(spot.x - x, spot.y - y) + (places.has(spot.place - 1) && places.has(spot.place + 1) ? 0 : 10_000);
  return inside.filter(({ free }) => free).sort((a, b) => worth(a) - worth(b))[0];
}

// By the rule of even and odd.
function holds(rings, [latitude, longitude]) {
  let inside = false;
  for (const ring of rings) {
    for (let corner = 1; corner < ring.length; corner += 1) {
      const [[y1, x1], [y2, x2]] = [ring[corner - 1], ring[corner]];
      if ((y1 > latitude) !== (y2 > latitude) && longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1) inside = !inside;
    }
  }
  return inside;
}
