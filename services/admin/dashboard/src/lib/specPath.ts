// A campaign's fields by the paths that the validator names them with, such as "templates[2].conditions.min_spend_fen".
import { create, equals, type DescField, type DescMessage, type Message } from '@bufbuild/protobuf';
import { CampaignSpecSchema, type CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';

interface Step {
  readonly name: string;
  readonly index?: number;
}

type Plain = Record<string, unknown>;
interface OneOf {
  readonly case?: string;
  readonly value?: unknown;
}

/** The value at a path; undefined where a message on the way or the field itself is absent. */
export function valueAt(spec: CampaignSpec, path: string): unknown {
  let desc: DescMessage | undefined = CampaignSpecSchema;
  let value: unknown = spec;
  for (const { name, index } of stepsOf(path)) {
    const field = fieldOf(desc, name, path);
    if (value === undefined) return undefined;
    value = read(value as Plain, field);
    if (index !== undefined) value = (value as unknown[])[index];
    desc = field.message;
  }
  return value;
}

/**
 * The spec with another value at a path, and all else as it was. Absent messages on the way are made, and those that then say nothing
 * are absent; undefined clears a field.
 */
export const withValueAt = (spec: CampaignSpec, path: string, value: unknown): CampaignSpec =>
  put(spec as unknown as Plain, CampaignSpecSchema, stepsOf(path), value, path) as unknown as CampaignSpec;

/** The path without its indices: "templates[].template_id". */
export const patternOf = (path: string): string => path.replace(/\[\d+\]/g, '[]');

function put(message: Plain | undefined, desc: DescMessage, steps: Step[], value: unknown, path: string): Plain {
  const [step, ...rest] = steps;
  if (!step) throw new Error(`there is no field in "${path}"`);
  const field = fieldOf(desc, step.name, path);
  const base = message ?? (create(desc) as unknown as Plain);
  const next = (old: unknown): unknown => {
    if (rest.length === 0) return value;
    const inner = messageOf(field, path);
    const message = put(old as Plain | undefined, inner, rest, value, path);
    const isOnlyItself = field.fieldKind === 'message' && !field.oneof;
    return isOnlyItself && isEmpty(inner, message) ? undefined : message;
  };
  const old = read(base, field);
  if (step.index === undefined) return write(base, field, next(old));
  return write(
    base,
    field,
    (old as unknown[]).map((each, index) => (index === step.index ? next(each) : each)),
  );
}

const isEmpty = (desc: DescMessage, message: Plain): boolean =>
  equals(desc, message as unknown as Message, create(desc)) && !message.$unknown;

function read(message: Plain, field: DescField): unknown {
  if (!field.oneof) return message[field.localName];
  const chosen = message[field.oneof.localName] as OneOf;
  return chosen.case === field.localName ? chosen.value : undefined;
}

const write = (message: Plain, field: DescField, value: unknown): Plain =>
  field.oneof
    ? { ...message, [field.oneof.localName]: value === undefined ? {} : { case: field.localName, value } }
    : { ...message, [field.localName]: value };

function stepsOf(path: string): Step[] {
  return path.split('.').map(text => {
    const match = /^(\w+)(?:\[(\d+)\])?$/.exec(text);
    if (!match) throw new Error(`"${text}" is no step of a path; it should be as in "recipe[0].count"`);
    return { name: match[1] ?? '', index: match[2] === undefined ? undefined : Number(match[2]) };
  });
}

function fieldOf(desc: DescMessage | undefined, name: string, path: string): DescField {
  const field = desc?.fields.find(each => each.name === name);
  if (!field) throw new Error(`a campaign has no field "${path}"`);
  return field;
}

function messageOf(field: DescField, path: string): DescMessage {
  if (!field.message) throw new Error(`"${path}" goes on after "${field.name}", which holds no fields`);
  return field.message;
}
