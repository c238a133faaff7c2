#!/usr/bin/env node
// Checks the YAML files under deploy/ against the schemas of what reads them, without running any of it:
//
//   compose      the Compose specification's JSON Schema, as dclint carries it
//   kubernetes   Kubernetes' OpenAPI, as kubernetes-models carries it: its types, by TypeScript, since they refuse fields that there are not;
//                and its validators, which know formats. Kustomizations, which are no part of it, against a list of the fields that we use
//   envoy        Envoy's own .proto files, as @grpc/grpc-js-xds carries them, by protobuf's strict JSON, and the bounds that they set
//
// and that what refers to something by its name finds it there.
//
// Usage: schemas.mjs [ROOT]     prints what is wrong; exit status 1 if anything is
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { envoyFindings } from './envoy.mjs';
import { composeFindings } from './compose.mjs';
import { kubernetesFindings } from './kubernetes.mjs';

const root = path.resolve(process.argv[2] ?? fileURLToPath(new URL('../../..', import.meta.url)));
const found = [...composeFindings(root), ...kubernetesFindings(root), ...envoyFindings(root)];
for (const line of found) console.log(line);
process.exitCode = found.length ? 1 : 0;
