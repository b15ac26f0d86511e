/**
 * What Plot carries and this page never draws (maps, markers, colour scales and their legends, times, bins): the same
 * names, and behind each an error that says so. 35 KB gzip.
 * @module
 */

import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** Where the code stands in `node_modules`, and the names of it that stay. */
const KEPT = /** @type {Record<string, string[]>} */ ({
  "d3-axis/": [],
  "d3-color/": [],
  "d3-geo/": [],
  "d3-interpolate/dist/": ["interpolate", "interpolateNumber", "interpolateRound", "piecewise"],
  "d3-scale-chromatic/": [],
  "d3-scale/": ["scaleBand", "scaleIdentity", "scaleImplicit", "scaleLinear", "scaleOrdinal", "scalePoint"],
  "d3-shape/dist/": ["area", "curveBumpX", "curveLinear", "curveLinearClosed", "curveStepAfter", "line", "symbolCircle"],
  "d3-time-format/": [],
  "d3-time/": [],
  "plot/src/legends/": [],
  "plot/src/marker.js": [],
  "plot/src/projection.js": [],
  "plot/src/scales/diverging.js": [],
  "plot/src/scales/schemes.js": [],
  "plot/src/scales/temporal.js": [],
  "plot/src/time.js": ["generalizeTimeInterval"],
  "plot/src/transforms/bin.js": [],
  "plot/src/transforms/group.js": [],
});
/** Asked of every chart: what is true of charts without maps, markers and intervals; other questions throw. @type {Record<string, string>} */
const ANSWERS = {
  createProjection: "({ projection } = {}) => { if (projection) leftOut('projection')(); }",
  hasProjection: "() => false",
  projectionAspectRatio: "() => {}",
  markers: "(mark, { marker, markerStart = marker, markerMid = marker, markerEnd = marker } = {}) => { if (markerStart ?? markerMid ?? markerEnd) leftOut('marker')(); }",
  applyMarkers: "() => {}",
  applyGroupedMarkers: "() => {}",
  maybeDenseIntervalX: "(options = {}) => (options.interval ?? options.tip) == null ? options : leftOut('interval')()",
  maybeDenseIntervalY: "(options = {}) => (options.interval ?? options.tip) == null ? options : leftOut('interval')()",
};
const WHOLE = "?whole";

/** @type {import("esbuild").Plugin} */
export const leaveOut = {
  name: "leave out",
  setup(build) {
    build.onResolve({ filter: /\?whole$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path.slice(0, -WHOLE.length)), suffix: WHOLE, sideEffects: false }));
    build.onLoad({ filter: /node_modules[\\/](@observablehq|d3-)/ }, async ({ path, suffix }) => {
      const file = path.replaceAll("\\", "/");
      const kept = Object.entries(KEPT).find(([place]) => file.includes(`/${place}`))?.[1];
      return kept && suffix !== WHOLE ? { contents: await thinned(path, kept), resolveDir: dirname(path) } : undefined;
    });
  },
};

/** @param {string} path of a module @param {string[]} kept */
async function thinned(path, kept) {
  const others = Object.keys(await import(pathToFileURL(path).href)).filter((name) => !kept.includes(name));
  return [
    kept.length > 0 ? `export { ${kept} } from "./${basename(path)}${WHOLE}";` : "",
    'const leftOut = (name) => () => { throw new Error(name + " is left out of this page: see www/build/left-out.mjs"); };',
    ...others.map((name) => `export const ${name} = ${ANSWERS[name] ?? `/* @__PURE__ */ leftOut("${name}")`};`),
  ].join("\n");
}
