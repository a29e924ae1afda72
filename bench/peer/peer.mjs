// SPDX-License-Identifier: AGPL-3.0-or-later
// node peer.mjs PACKAGES MOMENT: one JSON request a line in, one JSON answer a line out.
//   {"ask": "open", "xform": file, "attachments": {name: file}} → {"ms"}
//   {"ask": "walk", "seed", "rounds", "most", "avoid"} → see walkForm in walk.mjs
//   {"ask": "replay", "operations"}       → {"ms": [one each]}
//   {"ask": "state"} → {"state"};  {"ask": "memory"} → {"bytes"}
// A request that fails is answered {"error": sentence}.
import fs from "node:fs";
import readline from "node:readline";
import { performance } from "node:perf_hooks";

import { importEngine, openForm, prepare, readState, stopClock } from "./engine.mjs";
import { walkForm } from "./walk.mjs";

const [folder, moment] = process.argv.slice(2);
// What the engine prints would break the lines of answers.
for (const name of ["log", "info", "warn", "error", "debug"]) console[name] = () => {};
process.on("unhandledRejection", () => {});
stopClock(moment);
const engine = await importEngine(folder);
let xform = "";
let root = null;

async function open(request) {
  xform = fs.readFileSync(request.xform, "utf8");
  const start = performance.now();
  root = await openForm(engine, xform, request.attachments ?? {});
  return { ms: performance.now() - start };
}

function replay(request) {
  const ms = [];
  for (const operation of request.operations) {
    const run = prepare(root, operation);
    const start = performance.now();
    run();
    ms.push(performance.now() - start);
  }
  return { ms };
}

const sentence = (error) => String(error?.message ?? error).split("\n")[0].slice(0, 300) || "no reason";

const answers = {
  open,
  walk: (request) => walkForm(root, xform, request),
  replay,
  state: () => ({ state: readState(root) }),
  memory: () => ({ bytes: process.memoryUsage().rss }),
};

for await (const line of readline.createInterface({ input: process.stdin })) {
  let answer;
  try {
    const request = JSON.parse(line);
    answer = await answers[request.ask](request);
  } catch (error) {
    answer = { error: sentence(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
