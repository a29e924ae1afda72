// SPDX-License-Identifier: AGPL-3.0-or-later
// A random walk through a form: answers, answers taken back, instances added and removed, languages
// switched. Numbers and words that the form's own expressions compare with are tried first, so that
// both sides of its rules are seen.
import { change, indexNodes, indexRanges, setText } from "./engine.mjs";

const MOST_NODES = 4000;
const MOST_INSTANCES = 4;
const WORDS = ["abc", "two words", "O'Brien", "Añejo 7", "12", "05", "yes", "a, b; \"c\""];

/** A repeatable source of chance: a seeded linear congruence. */
function chance(seed) {
  let state = seed;
  const next = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
  const below = (count) => Math.floor(next() * count);
  return { next, below, pick: (list) => list[below(list.length)] };
}

/** What the form's expressions compare with, and the questions that count a repeat. */
function readHints(xform) {
  const rules = [...xform.matchAll(/\b(?:calculate|relevant|constraint|required|nodeset|value)="([^"]*)"/g)];
  const text = rules.map((one) => one[1].replaceAll("&apos;", "'").replaceAll("&quot;", '"')).join(" ");
  const numbers = [...text.matchAll(/(?<![\w.'-])\d{1,6}(?:\.\d+)?(?![\w.'-])/g)].map((one) => Number(one[0]));
  // White space alone is no answer here, and is compared with none.
  const words = [...text.matchAll(/'([^'"<>/()]{1,20})'/g)].map((one) => one[1]).filter((one) => one.trim());
  const dates = words.filter((one) => /^\d{4}-\d\d-\d\d$/.test(one));
  return { numbers: [...new Set(numbers)], words: [...new Set(words)], dates, counters: readCounters(xform) };
}

function readCounters(xform) {
  const binds = new Map();
  for (const [tag] of xform.matchAll(/<(?:\w+:)?bind\b[^>]*>/g)) {
    const nodeset = /nodeset="([^"]*)"/.exec(tag)?.[1];
    const calculate = /calculate="([^"]*)"/.exec(tag)?.[1];
    if (nodeset && calculate) binds.set(nodeset.split("/").pop(), calculate);
  }
  const names = new Set();
  const waiting = [...xform.matchAll(/:count="([^"]*)"/g)].map((one) => one[1]);
  while (waiting.length) {
    for (const [name] of waiting.pop().matchAll(/[A-Za-z_][\w.-]*/g)) {
      if (names.has(name)) continue;
      names.add(name);
      if (binds.has(name)) waiting.push(binds.get(name));
    }
  }
  return names;
}

const two = (number) => String(number).padStart(2, "0");
const aDay = (draw) => `20${10 + draw.below(18)}-${two(1 + draw.below(12))}-${two(1 + draw.below(28))}`;
const aTime = (draw) => `${two(draw.below(24))}:${two(draw.below(60))}:00.000+00:00`;
const aPoint = (draw) => `${(30 + draw.below(900) / 100).toFixed(2)} ${(-120 + draw.below(900) / 100).toFixed(2)} ${draw.below(90)} ${draw.below(20)}`;

function aTrace(draw, closed) {
  const points = Array.from({ length: 3 + draw.below(3) }, () => aPoint(draw));
  return [...new Set(points), ...(closed ? [points[0]] : [])].join("; ");
}

function aNumber(draw, hints, name, whole) {
  if (hints.counters.has(name)) return String(draw.below(MOST_INSTANCES));
  if (hints.numbers.length && draw.next() < 0.5) {
    const near = draw.pick(hints.numbers) + draw.below(3) - 1;
    return String(whole ? Math.trunc(near) : near);
  }
  return String(whole ? draw.below(130) - 5 : draw.pick([3.5, 0.1, 12, 0, -2.25, 98.6, 1000000.5]));
}

function inRange(draw, node) {
  const { start, end, step } = node.definition.bounds;
  const steps = Math.max(0, Math.floor((Number(end) - Number(start)) / Number(step) + 1e-9));
  const value = Number(start) + Number(step) * draw.below(steps + 1);
  return String(Number(value.toFixed(6)));
}

function someOf(draw, values, several) {
  if (!values.length) return null;
  if (!several) return values.includes("yes") && draw.next() < 0.4 ? "yes" : draw.pick(values);
  const taken = values.filter(() => draw.next() < Math.min(0.5, 3 / values.length));
  return (taken.length ? taken : [draw.pick(values)]).join(" ");
}

function shuffled(draw, values) {
  const order = values.map((value) => [draw.next(), value]).sort((a, b) => a[0] - b[0]);
  return order.length ? order.map((one) => one[1]).join(" ") : null;
}

/** An answer for a node as text, or null when it takes none from a keyboard. */
function anAnswer(draw, hints, node, name) {
  const offered = () => node.currentState.valueOptions.map((one) => one.value);
  if (node.nodeType === "select") return someOf(draw, offered(), node.selectType === "select");
  if (node.nodeType === "rank") return shuffled(draw, offered());
  if (node.nodeType === "trigger") return "OK";
  if (node.nodeType === "range") return inRange(draw, node);
  if (node.nodeType !== "input") return null;
  switch (node.valueType) {
    case "int": return aNumber(draw, hints, name, true);
    case "decimal": return aNumber(draw, hints, name, false);
    case "date": return hints.dates.length && draw.next() < 0.3 ? draw.pick(hints.dates) : aDay(draw);
    case "time": return aTime(draw);
    case "dateTime": return `${aDay(draw)}T${aTime(draw)}`;
    case "geopoint": return aPoint(draw);
    case "geotrace": return aTrace(draw, false);
    case "geoshape": return aTrace(draw, true);
    case "barcode": return "4006381333931";
    case "string": return aWord(draw, hints, name);
    default: return null;
  }
}

function aWord(draw, hints, name) {
  if (hints.counters.has(name)) return String(draw.below(MOST_INSTANCES));
  return draw.pick(hints.words.length && draw.next() < 0.5 ? hints.words : WORDS);
}

/**
 * Walk and return {operations: those done, in order, regrown: counted repeats that shrank and grew
 * again, failed: "reference=text" of one that threw, after which nothing more is done}.
 * Answers in `avoid`, written the same way, are not given.
 */
export function walkForm(root, xform, { seed, rounds, most, avoid }) {
  const draw = chance(seed);
  const hints = {
    ...readHints(xform),
    avoid: new Set(avoid),
    counts: new Map(),
    regrown: new Set(),
  };
  const operations = [];
  for (let round = 0; round < rounds; round++) {
    changeRepeats(root, draw, operations);
    const failed = answerAll(root, draw, hints, operations, most);
    if (failed) return { operations, failed };
    if (root.languages.length > 1 && draw.next() < 0.5) {
      const { language } = draw.pick(root.languages);
      root.setLanguage(root.languages.find((one) => one.language === language));
      operations.push({ op: "language", value: language });
    }
  }
  return { operations, regrown: [...hints.regrown] };
}

/** Note counted repeats that grow again after they shrank. */
function watchCounts(root, { counts, regrown }) {
  for (const [reference, range] of indexRanges(root)) {
    if (range.nodeType !== "repeat-range:controlled") continue;
    const now = range.currentState.children.length;
    const { most = 0, last = 0 } = counts.get(reference) ?? {};
    if (now > last && last < most) regrown.add(reference);
    counts.set(reference, { most: Math.max(most, now), last: now });
  }
}

function changeRepeats(root, draw, operations) {
  for (const reference of [...indexRanges(root).keys()]) {
    const range = indexRanges(root).get(reference);
    if (!range?.addInstances || !range.currentState.relevant) continue;
    const count = range.currentState.children.length;
    const removes = count > 1 && draw.next() < 0.4;
    if (!removes && (count >= MOST_INSTANCES || draw.next() < 0.2)) continue;
    const operation = removes
      ? { op: "remove", repeat: reference, index: 1 + draw.below(count) }
      : { op: "add", repeat: reference };
    change(range, operation);
    operations.push(operation);
  }
}

function answerAll(root, draw, hints, operations, most) {
  const hasRepeats = indexRanges(root).size > 0;
  const visited = new Set();
  watchCounts(root, hints);
  let nodes = indexNodes(root);
  let waiting = [...nodes.keys()];
  while (waiting.length && operations.length < most && nodes.size <= MOST_NODES) {
    const reference = waiting.shift();
    visited.add(reference);
    if (draw.next() < 0.25) continue;
    const text = anOperation(nodes.get(reference), reference, draw, hints);
    if (text === null || hints.avoid.has(`${reference}=${text}`)) continue;
    try {
      setText(nodes.get(reference), text);
    } catch {
      return `${reference}=${text}`;
    }
    operations.push({ op: "set", ref: reference, value: text });
    if (!hasRepeats) continue;
    const before = nodes.size;
    watchCounts(root, hints);
    nodes = indexNodes(root);
    if (nodes.size !== before) waiting = [...nodes.keys()].filter((one) => !visited.has(one));
  }
  return null;
}

/** What to set a node to, sometimes "" to take its answer back; null to leave it alone. */
function anOperation(node, reference, draw, hints) {
  if (!node || !node.currentState.relevant || node.currentState.readonly) return null;
  const text = anAnswer(draw, hints, node, reference.split("/").pop());
  return text !== null && draw.next() < 0.08 ? "" : text;
}
