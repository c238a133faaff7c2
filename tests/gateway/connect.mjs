// Calls both servers with @connectrpc/connect-node, in JSON and in binary: unary calls, streams, errors. Its clients are
// made from the .proto files as they are.
//
//   node connect.mjs CAMPAIGN_URL ADMIN_URL SHARERS_AUTHORIZATION FRIENDS OWNERS SHARE_CODE TIME_MS SCRATCH_FILE
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const requireTool = createRequire(path.join(here, "../tools/"));  // What deploy/setup test installs from npm.
const { createFileRegistry, fromBinary } = requireTool("@bufbuild/protobuf");
const { FileDescriptorSetSchema } = requireTool("@bufbuild/protobuf/wkt");
const { Code, ConnectError, createClient } = requireTool("@connectrpc/connect");
const { createConnectTransport } = requireTool("@connectrpc/connect-node");

const PROTO = path.join(here, "../../proto");
const [campaignUrl, adminUrl, sharer, friend, owner, shareCode, timeMs, scratch] = process.argv.slice(2);

function loadRegistry() {
  const files = ["campaign/v1", "admin/v1"].flatMap((folder) =>
    readdirSync(path.join(PROTO, "fudai", folder)).map((file) => `fudai/${folder}/${file}`));
  execFileSync("protoc",
    [`-I${PROTO}`, "--include_imports", `--descriptor_set_out=${scratch}`, ...files.filter((f) => f.endsWith(".proto"))]);
  return createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(scratch)));
}

const registry = loadRegistry();

// A client of "campaign.v1.LuckyBagService" for somebody with that authorization.
function clientOf(service, authorization, useBinaryFormat) {
  const authorize = (next) => (request) => {
    if (authorization) request.header.set("authorization", authorization);
    request.header.set("fudai-time-ms", timeMs);
    return next(request);
  };
  const transport = createConnectTransport({
    baseUrl: service.startsWith("admin.") ? adminUrl : campaignUrl,
    httpVersion: "1.1", useBinaryFormat, interceptors: [authorize],
  });
  return createClient(registry.getService(`fudai.${service}`), transport);
}

async function refused(call, code, message) {
  const error = await call.then(() => assert.fail("the call went well"), (reason) => reason);
  assert(error instanceof ConnectError, String(error));
  assert.equal(Code[error.code], Code[code], error.message);
  assert.match(error.rawMessage, message);
}

async function openBag(binary, opened) {
  const bags = clientOf("campaign.v1.LuckyBagService", friend, binary);
  const answer = await bags.openBag({ shareCode });
  assert.equal(answer.outcome, opened);
  assert.equal(answer.newUser, true);
  assert.equal(typeof answer.coupon.valueFen, "bigint");
  const own = await clientOf("campaign.v1.LuckyBagService", sharer, binary).openBag({ shareCode });
  assert.equal(own.coupon, undefined);
  await refused(bags.openBag({ shareCode: "forged" }), Code.NotFound, /./);
  await refused(clientOf("campaign.v1.LuckyBagService", "", binary).openBag({ shareCode }), Code.Unauthenticated, /token/);
  const { bag } = await bags.getBag({ shareCode }, { timeoutMs: 10_000 });
  assert.equal(bag.sharerId, "g-sharer");
}

// Reads a stream until a message holds what is awaited, and leaves it.
async function readUntil(begin, isAwaited) {
  const left = new AbortController();
  try {
    for await (const message of begin({ signal: left.signal })) if (isAwaited(message)) left.abort();
  } catch (error) {
    assert.equal(error.code, Code.Canceled, String(error));
    return;
  }
  assert.fail("the stream ended too early");
}

async function watch(binary) {
  const cups = clientOf("campaign.v1.GrowthCoffeeService", sharer, binary);
  await readUntil((options) => cups.watchCup({ campaignId: "gateway" }, options), ({ cup }) => cup.totalDrops > 0n);
  const nobody = (async () => {
    for await (const message of clientOf("campaign.v1.GrowthCoffeeService", "", binary).watchCup({})) assert.fail(message);
  })();
  await refused(nobody, Code.Unauthenticated, /token/);
}

async function readNumbers(binary) {
  const stats = clientOf("admin.v1.StatsService", owner, binary);
  await readUntil((options) => stats.watchSummary({ campaignId: "gateway" }, options),
    ({ summary }) => summary.openings === 1n);
  const { summary } = await stats.getCampaignSummary({ campaignId: "gateway" });
  assert.equal(summary.distinctOpeners, 1n);
  const entries = [];
  const ledger = clientOf("admin.v1.LedgerService", owner, binary);
  for await (const batch of ledger.exportLedger({ filter: { campaignId: "gateway" } })) entries.push(...batch.entries);
  assert(entries.length >= 2, `${entries.length} entries`);
  await refused(clientOf("admin.v1.StatsService", friend, binary).getCampaignSummary({}), Code.PermissionDenied, /role/);
}

const OPENED = 1;
const ALREADY_OPENED = 2;
for (const binary of [false, true]) {
  await openBag(binary, binary ? ALREADY_OPENED : OPENED);
  await watch(binary);
  await readNumbers(binary);
}
console.log("all is as it should be, in JSON and in binary");
