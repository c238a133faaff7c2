// Prints what each built file weighs once gzipped, and fails if a first view (the sign-in, the overview) weighs more than the limit.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const limit = 300_000;
const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));
const weigh = file => gzipSync(readFileSync(join(dist, file))).length;
const kilobytes = bytes => `${(bytes / 1000).toFixed(1)} kB`;

// The files that a manifest entry needs before it can run, itself among them.
function needed(key, found = new Set()) {
  const entry = manifest[key];
  if (!entry || found.has(entry.file)) return found;
  found.add(entry.file);
  for (const style of entry.css ?? []) found.add(style);
  for (const dependency of entry.imports ?? []) needed(dependency, found);
  return found;
}

const files = new Set(Object.values(manifest).flatMap(entry => [entry.file, ...(entry.css ?? [])]));
const weights = [...files].map(file => [file, weigh(file)]).sort((a, b) => b[1] - a[1]);
for (const [file, bytes] of weights) console.log(kilobytes(bytes).padStart(10), file);

const document = weigh('index.html');
for (const page of ['SignInPage', 'OverviewPage']) {
  const view = new Set([...needed('index.html'), ...needed(`src/pages/${page}.tsx`)]);
  const total = document + [...view].reduce((sum, file) => sum + weigh(file), 0);
  console.log(`${page}: ${kilobytes(total)} gzipped, of at most ${kilobytes(limit)}`);
  if (total > limit) process.exitCode = 1;
}
