import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';

// Reads a file's documents: [{where, value}]. Everything that the parser finds odd (a tab, a key twice, a line that is indented otherwise) goes
// to `findings`. Docker and Kubernetes read YAML 1.1, where 0440 is octal and << merges; Envoy reads 1.2.
export function readYaml(root, name, version, findings) {
  const documents = parseAllDocuments(fs.readFileSync(path.join(root, name), 'utf8'), { version, prettyErrors: true });
  return documents.map((document, index) => {
    for (const problem of [...document.errors, ...document.warnings])
      findings.push(`${name}: ${problem.message.split('\n')[0]}`);
    const where = documents.length > 1 ? `${name}, document ${index + 1}` : name;
    return { where, value: document.errors.length ? null : document.toJS() };
  });
}

// Every object within a value, itself included.
export function* objectsIn(value) {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield value;
  for (const part of Object.values(value)) yield* objectsIn(part);
}
