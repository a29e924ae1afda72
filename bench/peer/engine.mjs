// SPDX-License-Identifier: AGPL-3.0-or-later
// @getodk/xforms-engine on jsdom, with the clock stopped so that today() and now() agree with ours.
import fs from "node:fs";
import { createRequire } from "node:module";

const WANTED = [
  "DOMParser", "XMLSerializer", "Document", "Element", "Node", "XMLDocument", "Attr", "Text",
  "CDATASection", "Comment", "ProcessingInstruction", "DocumentFragment", "HTMLElement",
  "XPathResult", "XPathEvaluator", "XPathExpression", "document",
];

/** Stop the clock at an ISO moment; must run before the engine is imported. */
export function stopClock(moment) {
  const at = Date.parse(moment);
  const Running = Date;
  globalThis.Date = class extends Running {
    constructor(...parts) {
      if (parts.length) super(...parts);
      else super(at);
    }
    static now() {
      return at;
    }
  };
}

/** Import the engine from the folder its packages are installed in. */
export async function importEngine(folder) {
  const require = createRequire(`${folder}/package.json`);
  globalThis.require = require;
  globalThis.__dirname = folder;
  const { JSDOM } = require("jsdom");
  const { window } = new JSDOM("<!doctype html><html></html>");
  for (const name of WANTED) if (!(name in globalThis)) globalThis[name] = window[name];
  globalThis.window ??= window;
  globalThis.File ??= window.File;
  // Its package has no entry for require, so it is imported by file.
  const main = `${folder}/node_modules/@getodk/xforms-engine/dist/index.js`;
  return import(main);
}

/** Load a form and make its first instance. Attachments: file name to path on this disk. */
export async function openForm(engine, xform, attachments) {
  const fetchFormAttachment = async (resource) => {
    const name = decodeURIComponent(String(resource)).split("/").pop();
    const file = attachments[name];
    if (file === undefined) return new Response("", { status: 404 });
    return new Response(fs.readFileSync(file));
  };
  const made = await engine.createInstance(xform, {
    form: { fetchFormAttachment, missingResourceBehavior: "BLANK" },
    instance: { stateFactory: (state) => state },
  });
  return made.root;
}

/** "/data/orx:meta/x" without prefixes; the engine already writes a position on repeat steps only. */
export const plainReference = (reference) =>
  reference.replace(/\/[A-Za-z_][\w.-]*:/g, "/");

/** Every node below and with a node, in document order. */
export function* walk(node) {
  yield node;
  for (const child of node.currentState.children ?? []) yield* walk(child);
}

/** Nodes by plain reference; a repeat's range stands beside its instances and is left out. */
export function indexNodes(root) {
  const found = new Map();
  for (const node of walk(root)) {
    if (node.nodeType === "root" || node.nodeType.startsWith("repeat-range")) continue;
    found.set(plainReference(node.currentState.reference), node);
  }
  return found;
}

/** Repeat ranges by plain reference. */
export function indexRanges(root) {
  const found = new Map();
  for (const node of walk(root)) {
    if (node.nodeType.startsWith("repeat-range")) {
      found.set(plainReference(node.currentState.reference), node);
    }
  }
  return found;
}

/** A recorded operation made ready, so that finding the node is not measured with doing it. */
export function prepare(root, operation) {
  if (operation.op === "language") {
    const language = root.languages.find((one) => one.language === operation.value);
    return () => root.setLanguage(language);
  }
  if (operation.op === "set") {
    const node = indexNodes(root).get(operation.ref);
    return () => setText(node, operation.value);
  }
  if (operation.op === "read") {
    const node = indexNodes(root).get(operation.ref);
    return () => node.currentState.valueOptions.length;
  }
  const range = indexRanges(root).get(operation.repeat);
  return () => change(range, operation);
}

/** Add an instance to a repeat range, or remove one of its instances. */
export function change(range, operation) {
  if (operation.op === "add") range.addInstances();
  else range.removeInstances(operation.index - 1);
}

/** Give a node an answer as text; "" takes it back. */
export function setText(node, text) {
  const isOne = node.nodeType === "select" && node.selectType !== "select";
  const several = text === "" ? [] : isOne ? [text] : text.split(" ");
  if (node.nodeType === "select") node.selectValues(several);
  else if (node.nodeType === "rank") node.setValues(several);
  else if (node.nodeType === "trigger") node.setValue(text !== "");
  else node.setValue(text);
}

/** What can be seen of every node: the recorded state our engine is compared with. */
export function readState(root) {
  const state = {};
  for (const [reference, node] of indexNodes(root)) {
    const now = node.currentState;
    state[reference] = {
      kind: node.nodeType,
      text: now.children ? null : (now.instanceValue ?? ""),
      relevant: now.relevant,
      required: now.required,
      readonly: now.readonly,
      offered: now.valueOptions ? now.valueOptions.map((one) => one.value) : null,
      violation: node.validationState?.violation?.condition ?? null,
      label: now.label?.asString ?? null,
    };
  }
  return state;
}
