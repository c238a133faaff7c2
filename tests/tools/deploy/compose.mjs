import fs from 'node:fs';
import { createRequire } from 'node:module';
import Ajv2019 from 'ajv/dist/2019.js';
import { readYaml } from './yaml_files.mjs';

const NAME = 'deploy/compose/compose.yaml';
const DOCKERFILE = 'deploy/compose/Dockerfile';
const PINNED = /:[a-z]*\d+(\.\d+)+(-[a-z0-9]+)?$/;

function compiledSchema() {
  const schema = JSON.parse(
    fs.readFileSync(
      createRequire(import.meta.url)
        .resolve('dclint/package.json')
        .replace('package.json', 'schemas/compose.schema.json'),
    ),
  );
  // It is of draft 2019-09 but for its "id", which was that of draft 4 and is not needed.
  const withoutIds = JSON.parse(
    JSON.stringify(schema, (key, value) => (key === 'id' && typeof value === 'string' ? undefined : value)),
  );
  return new Ajv2019.default({ strict: false, allErrors: true, validateFormats: false }).compile(withoutIds);
}

function* schemaFindings(file) {
  const validate = compiledSchema();
  if (validate(file)) return;
  for (const error of validate.errors) {
    yield `${NAME}: ${error.instancePath || '/'} ${error.message}${error.params.additionalProperty ? ` ("${error.params.additionalProperty}")` : ''}`;
  }
}

// What a service names (networks, volumes, secrets, services that it waits for) is there.
function* referenceFindings(file) {
  for (const [service, { networks = [], volumes = [], secrets = [], depends_on = [] }] of Object.entries(
    file.services,
  )) {
    const named = {
      networks,
      volumes: volumes.map(volume => volume.split(':')[0]).filter(source => !/^[./]/.test(source)),
      secrets: secrets.map(secret => secret.source ?? secret),
      services: Array.isArray(depends_on) ? depends_on : Object.keys(depends_on),
    };
    for (const [kind, names] of Object.entries(named))
      for (const name of names)
        if (!(name in (file[kind] ?? {}))) yield `${NAME}: ${service} names "${name}", which is not among the ${kind}`;
  }
}

function* imageFindings(root, file) {
  for (const [service, { image }] of Object.entries(file.services)) {
    if (!PINNED.test(image ?? '')) yield `${NAME}: the image of ${service} is "${image}"; it should name one version`;
  }
  const dockerfile = fs.readFileSync(`${root}/${DOCKERFILE}`, 'utf8');
  const stages = [...dockerfile.matchAll(/^FROM (\S+) AS (\S+)$/gm)];
  for (const [, image] of stages) if (!PINNED.test(image)) yield `${DOCKERFILE}: "${image}" should name one version`;
  for (const [service, { build }] of Object.entries(file.services)) {
    if (build && !stages.some(([, , stage]) => stage === build.target))
      yield `${NAME}: ${service} is built from "${build.target}", which is no stage of the Dockerfile`;
  }
}

// What is wrong with the Compose file.
export function composeFindings(root) {
  const findings = [];
  const [{ value }] = readYaml(root, NAME, '1.1', findings);
  if (value === null) return findings;
  const wrong = [...schemaFindings(value)];
  return findings.concat(wrong.length ? wrong : [...referenceFindings(value), ...imageFindings(root, value)]);
}
