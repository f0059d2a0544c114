/* Makes templates/assets/land.svg, the one base map of all place maps, from Natural Earth's land at 1:110 million.
 *
 * Run once, in a folder of its own; none of the packages is needed to build an archive:
 *   npm install world-atlas@2.0.2 d3-geo@3.1.1 topojson-client@3.1.0
 *   cp <checkout>/docs/images/make_land.mjs . && node make_land.mjs > <checkout>/templates/assets/land.svg
 *
 * A unit of the drawing is a thousandth of the globe's radius in the equal-earth projection, and 0 0 is where the
 * equator meets Greenwich's meridian: what src/briefkit/figures/equal_earth.py reckons with.
 */
import { readFileSync } from "node:fs";
import { geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";

const WIDTH = 2707, HEIGHT = 1318; // half of the drawing, rounded up from 2706.6 and 1317.4
const SMALL = 12; // an island of fewer square units is a speck on every map
const atlas = JSON.parse(readFileSync(new URL("node_modules/world-atlas/land-110m.json", import.meta.url)));
const projection = geoEqualEarth().scale(1000).translate([0, 0]).precision(0.4);
const path = geoPath(projection);

/* One ring as a path of whole numbers, relative to the point before: half the length of absolute ones. */
function terse(ring) {
  let out = "", [x, y] = [0, 0];
  for (const point of ring) {
    const [to_x, to_y] = point.map(Math.round);
    if (!out) out = `M${to_x} ${to_y}l`;
    else if (to_x !== x || to_y !== y) out += `${out.endsWith("l") || to_x < x ? "" : " "}${to_x - x}${to_y < y ? "" : " "}${to_y - y}`;
    [x, y] = [to_x, to_y];
  }
  return out + "z";
}

/* The rings of a drawn shape, cut at the meridian of 180 degrees by d3. */
function rings(shape) {
  return path(shape).split("M").filter(Boolean).map((text) => text.replace("Z", "").split("L").map((pair) => pair.split(",").map(Number)));
}

function area(ring) {
  const doubled = ring.reduce((sum, [x, y], i) => {
    const [next_x, next_y] = ring[(i + 1) % ring.length];
    return sum + x * next_y - next_x * y;
  }, 0);
  return Math.abs(doubled) / 2;
}

const land = rings(feature(atlas, atlas.objects.land)).filter((ring) => area(ring) >= SMALL).map(terse).join("");
const globe = rings({ type: "Sphere" }).map(terse).join("");

/* Water lines as an engraver sets them along a coast: from the outermost to the coast, a line's colour and over it,
 * a little narrower, the paper's. Strokes keep their width on the page however far a map is enlarged. */
const WATER = [17, 10.5, 5];
const style =
  "path{vector-effect:non-scaling-stroke;stroke-linejoin:round}" +
  ".w,.p,.l{fill:#fdfdfb;stroke:#fdfdfb}.w{stroke:#d3d7da}.l{stroke:#7d868f;stroke-width:.8}.g{fill:none;stroke:#c9cdd1}" +
  "@media (prefers-color-scheme:dark){.w,.p,.l{fill:#14161a;stroke:#14161a}.w{stroke:#333941}.l{stroke:#79828c}.g{stroke:#444b54}}";
const lines = WATER.map((width) => `<g clip-path="url(#s)"><use href="#l" class="w" stroke-width="${width}"/><use href="#l" class="p" stroke-width="${width - 1.5}"/></g>`);
const box = `${-WIDTH} ${-HEIGHT} ${2 * WIDTH} ${2 * HEIGHT}`;

process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg" width="${2 * WIDTH}" height="${2 * HEIGHT}" viewBox="${box}">
<desc>The land of the earth in the equal-earth projection, without borders. Natural Earth, 1:110 million, version 4.1; public domain (naturalearthdata.com).</desc>
<style>${style}</style>
<defs><path id="l" d="${land}"/><path id="g" d="${globe}"/><clipPath id="s"><use href="#g"/></clipPath></defs>
${lines.join("\n")}
<use href="#l" class="l" clip-path="url(#s)"/><use href="#g" class="g"/>
</svg>
`);
