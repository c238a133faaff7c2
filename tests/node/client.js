// A client of Fudai's API on @grpc/grpc-js, made from the .proto files: what an app, a till or a script would have.
"use strict";

const crypto = require("node:crypto");
const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");

const requireTool = createRequire(path.join(__dirname, "../tools/"));  // What deploy/setup test installs from npm.
const grpc = requireTool("@grpc/grpc-js");
const protoLoader = requireTool("@grpc/proto-loader");

const ROOT = path.join(__dirname, "../..", "proto");
const FILES = [
  "campaign/v1/orders", "campaign/v1/lucky_bag", "campaign/v1/growth_coffee", "campaign/v1/coupons",
  "campaign/v1/checkout",
  "admin/v1/campaigns", "admin/v1/stats", "admin/v1/ledger",
];
const TOKEN_MS = 3600_000;
const CALL_MS = 10_000;
const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 100;

// The services by their short names. Every int64 of the API is below 2^53, so that a number holds it.
function loadServices() {
  const definition = protoLoader.loadSync(FILES.map((file) => `fudai/${file}.proto`),
    { includeDirs: [ROOT], keepCase: true, longs: Number, enums: String, defaults: true });
  const { admin, campaign } = grpc.loadPackageDefinition(definition).fudai;
  return { ...campaign.v1, ...admin.v1 };
}

// A JSON Web Token (RFC 7519) signed with HMAC-SHA256: three parts in base64url, joined by dots. `exp` is in seconds.
function mintToken(key, { subject, role, expiresAt }) {
  const encode = (part) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const header = { alg: "HS256", typ: "JWT", kid: key.keyId };
  const signed = `${encode(header)}.${encode({ sub: subject, role, exp: Math.floor(expiresAt / 1000) })}`;
  const signature = crypto.createHmac("sha256", Buffer.from(key.secret, "base64")).update(signed).digest("base64url");
  return `${signed}.${signature}`;
}

// The first key of the servers' key file that may sign tokens of the role.
function findKey(keysFile, role) {
  const { tokenKeys } = JSON.parse(fs.readFileSync(keysFile, "utf8"));
  const key = tokenKeys.find((candidate) => candidate.algorithm === "HS256" && candidate.roles.includes(role));
  if (!key) throw new Error(`${keysFile}: no HS256 key allows the role ${role}`);
  return key;
}

// An answer that leaves open whether the act happened: the same request may be sent again, and nothing happens twice.
function isUnknown(error) {
  const { UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED } = grpc.status;
  return [UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED].includes(error.code);
}

// A server stream, read message by message.
class Watch {
  constructor(stream) {
    this.stream = stream;
    stream.on("error", () => {});  // A stream that is left ends with CANCELLED; others are thrown by next().
    this.messages = stream[Symbol.asyncIterator]();
  }

  async next() {
    const { value, done } = await this.messages.next();
    if (done) throw new Error("the stream ended too early");
    return value;
  }

  // Reads on until a message holds what is awaited.
  async until(isAwaited) {
    for (let message = await this.next(); ; message = await this.next()) {
      if (isAwaited(message)) return message;
    }
  }

  // Every message to the stream's end.
  async all() {
    const messages = [];
    for await (const message of this.stream) messages.push(message);
    return messages;
  }

  leave() {
    this.stream.cancel();
  }
}

// Somebody who calls: a role, a subject and the token that says so.
class Caller {
  constructor(client, role, subject) {
    this.client = client;
    this.name = subject ? `${role} ${subject}` : "nobody";
    const claims = { subject, role, expiresAt: Date.now() + TOKEN_MS };
    this.token = subject && mintToken(findKey(client.keysFile, role), claims);
  }

  // Calls "Service.Method" and gives the reply; repeats the call, with growing pauses, while its outcome is unknown.
  async call(name, request) {
    const metadata = this.metadata();
    for (let attempt = 1; ; ++attempt) {
      try {
        return await this.callOnce(name, request, metadata);
      } catch (error) {
        if (!isUnknown(error) || attempt === ATTEMPTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** attempt));
      }
    }
  }

  // Begins a server stream.
  watch(name, request) {
    const { stub, method } = this.client.find(name);
    return new Watch(stub[method](request, this.metadata()));
  }

  callOnce(name, request, metadata) {
    const { stub, method } = this.client.find(name);
    const deadline = Date.now() + CALL_MS;
    return new Promise((resolve, reject) => {
      stub[method](request, metadata, { deadline }, (error, reply) => (error ? reject(error) : resolve(reply)));
    });
  }

  metadata() {
    const metadata = new grpc.Metadata();
    if (this.token) metadata.set("authorization", `Bearer ${this.token}`);
    if (this.client.time) metadata.set("fudai-time-ms", String(this.client.tick().getTime()));
    return metadata;
  }
}

// Both servers, with the key file to mint tokens with. `time` is for servers in simulated time: each call is said to
// happen a second after the one before, the first one a second after this moment. Without it, the time is real.
class Client {
  constructor({ targets, keysFile, time }) {
    this.services = loadServices();
    this.targets = targets;
    this.stubs = {};
    this.keysFile = keysFile;
    this.time = time;
  }

  as(role, subject) {
    return new Caller(this, role, subject);
  }

  tick() {
    this.time = new Date(this.time.getTime() + 1000);
    return this.time;
  }

  find(name) {
    const [service, method] = name.split(".");
    const Stub = this.services[service];
    const { path: wirePath } = Stub.service[method];
    const target = wirePath.startsWith("/fudai.admin.") ? this.targets.admin : this.targets.campaign;
    this.stubs[service] ??= new Stub(target, grpc.credentials.createInsecure());
    return { stub: this.stubs[service], method };
  }

  close() {
    for (const stub of Object.values(this.stubs)) stub.close();
  }
}

module.exports = { Client, statusName: (error) => grpc.status[error.code] };
