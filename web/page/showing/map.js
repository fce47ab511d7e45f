// @ts-check
// A small map around a position: the page's one outline of the land, equirectangular, 8 units a degree of longitude
// from 180° west and 10 a degree of latitude from 84° north.

const NAMESPACE = "http://www.w3.org/2000/svg";
const WORLD = { width: 2880, height: 1410 };
// About 60° of longitude.
const VIEW = { width: 480, height: 220 };

/** @param {string} tag @param {Record<string, string | number>} attributes */
function drawn(tag, attributes) {
  const element = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/** @param {{latitude: number, longitude: number} | null} place @param {string} label @returns {SVGElement | null} */
export function map(place, label) {
  if (!place || !Number.isFinite(place.latitude) || !Number.isFinite(place.longitude)) return null;
  const x = (place.longitude + 180) * 8;
  const y = (84 - place.latitude) * 10;
  // Outside of the outline there is nothing to show.
  if (x < 0 || x > WORLD.width || y < 0 || y > WORLD.height) return null;
  const left = x - VIEW.width / 2;
  const top = Math.min(Math.max(y - VIEW.height / 2, 0), WORLD.height - VIEW.height);
  const svg = drawn("svg", { class: "map", role: "img", "aria-label": label, viewBox: `${left.toFixed(1)} ${top.toFixed(1)} ${VIEW.width} ${VIEW.height}` });
  svg.append(drawn("use", { href: "#land" }));
  // Across the date line the land goes on.
  if (left < 0) svg.append(drawn("use", { href: "#land", x: -WORLD.width }));
  if (left + VIEW.width > WORLD.width) svg.append(drawn("use", { href: "#land", x: WORLD.width }));
  for (const [kind, r] of /** @type {const} */ ([["halo", 22], ["dot", 7]])) svg.append(drawn("circle", { class: kind, cx: x.toFixed(1), cy: y.toFixed(1), r }));
  return svg;
}
