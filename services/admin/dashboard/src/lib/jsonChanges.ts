// What differs between two JSON texts, value by value.

export interface JsonChange {
  /** Where: "spec.templates[2].value_fen". */
  readonly path: string;
  readonly from?: string;
  readonly to?: string;
}

/** Every plain value that only one of the two has or that differs; an empty text has none. */
export function jsonChanges(before: string, after: string): JsonChange[] {
  const from = leaves(before);
  const to = leaves(after);
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter(path => from.get(path) !== to.get(path))
    .map(path => ({ path, from: from.get(path), to: to.get(path) }));
}

function leaves(text: string): Map<string, string> {
  const found = new Map<string, string>();
  if (text) collect(parse(text), '', found);
  return found;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function collect(value: unknown, path: string, found: Map<string, string>): void {
  if (Array.isArray(value)) value.forEach((each, index) => collect(each, `${path}[${index}]`, found));
  else if (value !== null && typeof value === 'object') {
    for (const [name, each] of Object.entries(value)) collect(each, path ? `${path}.${name}` : name, found);
  } else found.set(path, String(value));
}
