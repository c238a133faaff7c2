// Makes TypeScript of the .proto files that the page calls, into src/gen (never committed). Runs from anywhere; takes no arguments.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const page = join(dirname(fileURLToPath(import.meta.url)), '..');
const processor = { x64: 'x64', arm64: 'aarch64' }[process.arch];
const manifest = `@bufbuild/buf-linux-${processor}/package.json`;
const buf = join(dirname(createRequire(import.meta.url).resolve(manifest)), 'bin', 'buf');
if (!existsSync(buf)) throw new Error(`${buf} is missing: run npm ci`);

execFileSync(buf, ['generate'], { cwd: page, stdio: 'inherit' });
