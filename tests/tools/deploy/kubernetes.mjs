import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { objectsIn, readYaml } from './yaml_files.mjs';

const FOLDER = 'deploy/kubernetes';
const KUSTOMIZATION = 'kustomization.yaml';
const KUSTOMIZATION_FIELDS = ['apiVersion', 'kind', 'namespace', 'labels', 'resources', 'images'];
const require = createRequire(import.meta.url);

const moduleOf = ({ apiVersion, kind }) => `kubernetes-models/${apiVersion}/${kind}`;
const isKnown = manifest =>
  fs.existsSync(
    path.join(
      path.dirname(require.resolve('kubernetes-models/package.json')),
      `${manifest.apiVersion}/${manifest.kind}.js`,
    ),
  );

// TypeScript that is right if and only if every field of the manifests is one that Kubernetes knows, of its type, and none is missing that
// must be there. One line for each manifest.
function asTypeScript(manifests) {
  return manifests
    .map(
      ({ value }, i) =>
        `import { I${value.kind} as T${i} } from "${moduleOf(value)}"; export const v${i}: T${i} = ${JSON.stringify(value)};`,
    )
    .join('\n');
}

function* typeFindings(manifests) {
  const name = path.join(path.dirname(fileURLToPath(import.meta.url)), 'manifests.ts');
  const options = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  const source = asTypeScript(manifests);
  host.fileExists = file => file === name || fileExists(file);
  host.readFile = file => (file === name ? source : readFile(file));
  for (const { file, start, messageText } of ts.getPreEmitDiagnostics(ts.createProgram([name], options, host))) {
    const { line } = file ? file.getLineAndCharacterOfPosition(start) : { line: 0 };
    yield `${manifests[line].where}: ${ts.flattenDiagnosticMessageText(messageText, ' ').replace(/\s+/g, ' ')}`;
  }
}

function* validatorFindings(manifests) {
  for (const { where, value } of manifests) {
    const Model = require(moduleOf(value))[value.kind];
    try {
      new Model(value).validate();
    } catch (error) {
      yield `${where}: ${error.message}`;
    }
  }
}

const covers = (selector, labels) =>
  Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
  (selector.matchExpressions ?? []).every(
    ({ key, operator, values }) => operator === 'In' && values.includes(labels[key]),
  );

const podsIn = manifests => manifests.map(({ value }) => value.spec?.template).filter(Boolean);

// Selectors find a pod, autoscalers their target, and containers the settings that they name.
function* referenceFindings(manifests) {
  const pods = podsIn(manifests).map(({ metadata }) => metadata.labels);
  const settings = Object.assign(
    {},
    ...manifests
      .filter(({ value }) => value.kind === 'ConfigMap')
      .map(({ value }) => ({ [value.metadata.name]: value.data })),
  );
  for (const { where, value } of manifests) {
    const { selector, podSelector, scaleTargetRef: target } = value.spec ?? {};
    const pod = value.kind === 'Service' ? { matchLabels: selector } : (selector ?? podSelector);
    if (pod && !pods.some(labels => covers(pod, labels)))
      yield `${where}: no pod has the labels ${JSON.stringify(pod)}`;
    if (
      target &&
      !manifests.some(other => other.value.kind === target.kind && other.value.metadata.name === target.name)
    )
      yield `${where}: there is no ${target.kind} ${target.name}`;
    for (const { configMapKeyRef: ref } of objectsIn(value)) {
      if (ref && settings[ref.name]?.[ref.key] === undefined)
        yield `${where}: there is no setting ${ref.key} in ${ref.name}`;
    }
  }
}

// What every container here has, and no file of ours may hold.
function* ruleFindings(manifests) {
  for (const { where, value } of manifests) {
    if (value.kind === 'Secret') yield `${where}: a secret has no place in these files`;
    for (const container of value.spec?.template?.spec.containers ?? []) {
      const { securityContext: confined = {}, resources = {}, env = [], ports = [] } = container;
      if (!confined.readOnlyRootFilesystem || confined.allowPrivilegeEscalation !== false)
        yield `${where}: ${container.name} is not confined`;
      if (!resources.limits?.memory) yield `${where}: ${container.name} has no limit of memory`;
      for (const [, name] of JSON.stringify(container.args ?? []).matchAll(/\$\((\w+)\)/g))
        if (!env.some(variable => variable.name === name))
          yield `${where}: ${container.name} uses $(${name}), which it has not`;
      for (const { port } of objectsIn(container))
        if (typeof port === 'string' && !ports.some(({ name }) => name === port))
          yield `${where}: ${container.name} has no port ${port}`;
    }
  }
}

// The manifests that a kustomization takes together. It names every file beside it, and pins the images.
function readKustomization(root, folder, findings) {
  const name = `${folder}/${KUSTOMIZATION}`;
  const { value } = readYaml(root, name, '1.1', findings)[0];
  if (value === null) return [];
  for (const field of Object.keys(value))
    if (!KUSTOMIZATION_FIELDS.includes(field))
      findings.push(`${name}: "${field}" is none of ${KUSTOMIZATION_FIELDS.join(', ')}`);
  for (const image of value.images ?? [])
    if (!/^\d+(\.\d+)+$/.test(image.newTag ?? ''))
      findings.push(`${name}: ${image.name} should have a newTag that names one version`);
  const there = fs
    .readdirSync(path.join(root, folder))
    .filter(file => file.endsWith('.yaml') && file !== KUSTOMIZATION);
  for (const file of there) if (!value.resources.includes(file)) findings.push(`${name}: does not name ${file}`);
  for (const file of value.resources) if (!there.includes(file)) findings.push(`${name}: there is no ${file}`);
  return there
    .flatMap(file => readYaml(root, `${folder}/${file}`, '1.1', findings))
    .filter(({ value: manifest }) => manifest !== null);
}

// What is wrong with the manifests for Kubernetes.
export function kubernetesFindings(root) {
  const findings = [];
  const manifests = [FOLDER, `${FOLDER}/initialize`].flatMap(folder => readKustomization(root, folder, findings));
  const [known, unknown] = [true, false].map(wanted => manifests.filter(({ value }) => isKnown(value) === wanted));
  findings.push(...unknown.map(({ where, value }) => `${where}: Kubernetes has no ${value.apiVersion} ${value.kind}`));
  const wrong = [...typeFindings(known), ...validatorFindings(known)];
  return findings.concat(wrong.length ? wrong : [...referenceFindings(known), ...ruleFindings(known)]);
}
