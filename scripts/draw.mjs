// Read a drawing in Graphviz's language on stdin and write it as SVG: node scripts/draw.mjs <life.dot >life.svg
import { readFileSync } from "node:fs";
import { instance } from "@viz-js/viz";

const viz = await instance();
process.stdout.write(viz.renderString(readFileSync(0, "utf8"), { format: "svg" }));
