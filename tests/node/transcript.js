// Prints a session for people to read: who calls what, the request, and the answer, in the JSON form of protobuf.
"use strict";

const WIDTH = 118;
// Maps, whose entries come in no order.
const MAPS = new Set(["params"]);
const DURATIONS = new Set(["bag_life", "contribution_period", "hold"]);

// A message's JSON form: moments in RFC 3339, durations in seconds, and no field that has its default.
function toJson(value, name) {
  if (Array.isArray(value)) return value.map((element) => toJson(element));
  if (value === null || typeof value !== "object") return value;
  if ("seconds" in value) return DURATIONS.has(name) ? `${value.seconds}s` : toMoment(value);
  const entries = MAPS.has(name) ? Object.entries(value).sort() : Object.entries(value);
  const fields = entries.map(([field, content]) => [field, toJson(content, field)]);
  return Object.fromEntries(fields.filter(([, content]) => !isDefault(content)));
}

function toMoment({ seconds, nanos }) {
  return new Date(seconds * 1000 + nanos / 1e6).toISOString();
}

function isDefault(json) {
  return !json || (typeof json === "object" && Object.keys(json).length === 0);
}

// `lead` and then the JSON: on one line if it fits, else over several, which end at the indentation.
function layOut(lead, json, indent) {
  const line = lead + JSON.stringify(json, null, 1).replace(/\n\s*/g, " ");
  if (line.length <= WIDTH || typeof json !== "object") return line;
  const deeper = `${indent}  `;
  const parts = Array.isArray(json) ? json.map((element) => layOut(deeper, element, deeper))
    : Object.entries(json).map(([name, value]) => layOut(`${deeper}"${name}": `, value, deeper));
  const [open, close] = Array.isArray(json) ? "[]" : "{}";
  return `${lead}${open}\n${parts.join(",\n")}\n${indent}${close}`;
}

function say(text) {
  console.log(`\n# ${text}`);
}

function showRequest(caller, method, request) {
  console.log(layOut(`${caller.name} → ${method} `, toJson(request), ""));
}

// `hidden` names fields whose contents have been shown before.
function showReply(reply, hidden = []) {
  const hide = (name, value) => (hidden.includes(name) ? "…" : value);
  console.log(layOut("  ← ", JSON.parse(JSON.stringify(toJson(reply), hide)), "  "));
}

function showRefusal(codeName, message) {
  console.log(`  ← ${codeName}: ${message}`);
}

module.exports = { say, showRequest, showReply, showRefusal };
