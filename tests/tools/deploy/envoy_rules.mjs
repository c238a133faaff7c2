import { getOption } from '@bufbuild/protobuf';
import { reflect } from '@bufbuild/protobuf/reflect';
import { anyUnpack } from '@bufbuild/protobuf/wkt';

const BOUNDS = { gt: (a, b) => a > b, gte: (a, b) => a >= b, lt: (a, b) => a < b, lte: (a, b) => a <= b };
const asNumber = value =>
  value?.$typeName === 'google.protobuf.Duration' ? Number(value.seconds) + value.nanos / 1e9 : Number(value);
const sizeOf = value => value.length ?? Object.keys(value).length;

// A rule's conditions that are set: {gte: 1}.
function conditions(rule, registry) {
  const message = reflect(registry.getMessage(rule.$typeName), rule);
  return Object.fromEntries(
    message.fields.filter(field => message.isSet(field)).map(field => [field.name, rule[field.localName]]),
  );
}

// What a value breaks of the conditions: ["gte 1"].
function* broken(conditions, value) {
  for (const [name, holds] of Object.entries(BOUNDS))
    if (name in conditions && !holds(asNumber(value), asNumber(conditions[name])))
      yield `${name} ${asNumber(conditions[name])}`;
  for (const name of ['min_len', 'min_bytes', 'min_items', 'min_pairs'])
    if (name in conditions && sizeOf(value) < Number(conditions[name])) yield `${name} ${conditions[name]}`;
}

function* fieldFindings(message, field, rules, registry) {
  const { case: kind, value: rule } = rules.type;
  const given = kind ? conditions(rule, registry) : {};
  const value = message[field.localName] ?? (field.oneof ? message[field.oneof.localName].value : undefined);
  const isSet = reflect(registry.getMessage(message.$typeName), message).isSet(field);
  const isPlain = field.fieldKind !== 'message';
  // One of several is required by their rule (below); its own says that it would hold something.
  if (!isSet && !field.oneof && (rules.message?.required || given.required)) yield 'is required';
  // What is left out keeps no rule, but for plain fields without a presence of their own: an empty name is a name.
  if (!isSet && (!isPlain || field.oneof || given.ignore_empty)) return;
  for (const condition of broken(given, value)) yield `should be ${condition}`;
}

// The messages right within a message, each with its path; what an Any holds among them.
function* parts(message, path, registry) {
  const reflected = reflect(registry.getMessage(message.$typeName), message);
  for (const field of reflected.fields.filter(each => reflected.isSet(each))) {
    const value = field.oneof ? message[field.oneof.localName].value : message[field.localName];
    const values = field.fieldKind === 'list' || field.fieldKind === 'map' ? Object.entries(value) : [[null, value]];
    for (const [key, each] of values)
      if (each?.$typeName) yield [each, `${path}.${field.name}${key === null ? '' : `[${key}]`}`];
  }
}

// What of a message breaks the bounds that its .proto files set (validate.rules, after protoc-gen-validate): what is required, how long, how
// large. Other rules, such as patterns, are left to Envoy.
export function* ruleFindings(message, path, registry) {
  const [rulesOf, oneofRequired] = ['validate.rules', 'validate.required'].map(name => registry.getExtension(name));
  const held = message.$typeName === 'google.protobuf.Any' ? anyUnpack(message, registry) : message;
  const { fields, oneofs } = registry.getMessage(held.$typeName);
  for (const field of fields) {
    const rules = getOption(field, rulesOf);
    for (const finding of fieldFindings(held, field, rules, registry)) yield `${path}.${field.name} ${finding}`;
  }
  for (const oneof of oneofs)
    if (getOption(oneof, oneofRequired) && held[oneof.localName].case === undefined)
      yield `${path} needs one of ${oneof.fields.map(({ name }) => name).join(', ')}`;
  for (const [part, where] of parts(held, path, registry)) yield* ruleFindings(part, where, registry);
}
