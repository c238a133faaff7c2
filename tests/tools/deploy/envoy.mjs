import { createFileRegistry, fromBinary, fromJson } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { ruleFindings } from './envoy_rules.mjs';
import { objectsIn, readYaml } from './yaml_files.mjs';

const NAME = 'deploy/envoy/envoy.yaml';
const BOOTSTRAP = 'envoy.config.bootstrap.v3.Bootstrap';
const PROTOS = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@grpc/grpc-js-xds/package.json')),
  'deps',
);
const ROOTS = ['envoy-api', 'googleapis', 'protoc-gen-validate', 'xds'].map(name => path.join(PROTOS, name));

// The .proto files that declare the messages, found by their packages: of envoy.config.bootstrap.v3.Bootstrap, envoy/config/bootstrap/v3/*.proto.
function protosOf(messages) {
  const folders = new Set(messages.map(message => message.split('.').slice(0, -1).join('/')));
  return [...folders].flatMap(folder => {
    const full = path.join(PROTOS, 'envoy-api', folder);
    return fs.existsSync(full)
      ? fs
          .readdirSync(full)
          .filter(file => file.endsWith('.proto'))
          .map(file => `${folder}/${file}`)
      : [];
  });
}

// Envoy's .proto files use a rule that the package's validate.proto is too old for: this writes a copy that has it.
function writeValidateProto(folder) {
  const text = fs.readFileSync(path.join(PROTOS, 'protoc-gen-validate/validate/validate.proto'), 'utf8');
  fs.mkdirSync(path.join(folder, 'validate'));
  fs.writeFileSync(
    path.join(folder, 'validate/validate.proto'),
    text.replace('message StringRules {', '$& optional bool ignore_empty = 26;'),
  );
}

function registryOf(messages) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'envoy-'));
  try {
    writeValidateProto(folder);
    const set = path.join(folder, 'set.binpb');
    execFileSync(
      'protoc',
      [folder, ...ROOTS]
        .map(root => `-I${root}`)
        .concat('--include_imports', `--descriptor_set_out=${set}`, protosOf(messages)),
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    return createFileRegistry(fromBinary(FileDescriptorSetSchema, fs.readFileSync(set)));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const typesIn = config =>
  [...objectsIn(config)]
    .map(object => object['@type'])
    .filter(Boolean)
    .map(type => type.split('/').pop());

// Routes lead to clusters, and patterns are patterns.
function* referenceFindings(config) {
  const clusters = config.static_resources.clusters.map(({ name }) => name);
  for (const { cluster, safe_regex: pattern } of objectsIn(config)) {
    if (typeof cluster === 'string' && cluster !== config.node.cluster && !clusters.includes(cluster))
      yield `${NAME}: there is no cluster ${cluster}`;
    if (pattern) new RegExp(pattern.regex);
  }
}

function* configFindings(config) {
  const types = [BOOTSTRAP, ...typesIn(config)];
  const registry = registryOf(types);
  const missing = types.filter(type => !registry.getMessage(type));
  for (const type of missing) yield `${NAME}: Envoy has no ${type}`;
  if (missing.length) return;
  try {
    const bootstrap = fromJson(registry.getMessage(BOOTSTRAP), config, { registry });
    for (const finding of ruleFindings(bootstrap, 'bootstrap', registry)) yield `${NAME}: ${finding}`;
    yield* referenceFindings(config);
  } catch (error) {
    yield `${NAME}: ${error.message}`;
  }
}

// What is wrong with Envoy's configuration.
export function envoyFindings(root) {
  const findings = [];
  const [{ value }] = readYaml(root, NAME, '1.2', findings);
  return value === null ? findings : findings.concat([...configFindings(value)]);
}
