// Two people's edits of one campaign, put together.
import { fromJson, toJson } from '@bufbuild/protobuf';
import { CampaignSpecSchema, type CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';
import { CouponTemplateSchema } from '@/gen/fudai/campaign/v1/coupon_template_pb';

type Json = unknown;
type Plain = Record<string, Json>;

/** Mine where I changed something since `base`, theirs elsewhere. Coupons are matched by their ids, steps by their places. */
export const mergeSpecs = (base: CampaignSpec, mine: CampaignSpec, theirs: CampaignSpec): CampaignSpec => {
  const [from, own, other] = [base, mine, theirs].map(each => toJson(CampaignSpecSchema, each));
  return fromJson(CampaignSpecSchema, merge(from, own, other) as Plain as never);
};

function merge(base: Json, mine: Json, theirs: Json): Json {
  if (same(mine, base)) return theirs;
  if (same(theirs, base) || same(theirs, mine)) return mine;
  if (isPlain(mine) && isPlain(theirs)) return mergePlain(isPlain(base) ? base : {}, mine, theirs);
  if (Array.isArray(mine) && Array.isArray(theirs)) return mergeLists(Array.isArray(base) ? base : [], mine, theirs);
  return mine;
}

function mergePlain(base: Plain, mine: Plain, theirs: Plain): Plain {
  const names = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  const merged = [...names].map(name => [name, merge(base[name], mine[name], theirs[name])] as const);
  // Of two benefits only one can be.
  const clashes = merged.filter(([name, value]) => benefits.has(name) && value !== undefined).length > 1;
  return Object.fromEntries(
    merged.filter(([name, value]) => value !== undefined && !(clashes && benefits.has(name) && !(name in mine))),
  );
}

const benefits = new Set(CouponTemplateSchema.oneofs.flatMap(oneof => oneof.fields.map(field => field.jsonName)));

function mergeLists(base: Json[], mine: Json[], theirs: Json[]): Json[] {
  const lists = [base, mine, theirs];
  if (lists.every(list => list.every(entry => idOf(entry) !== undefined))) return mergeById(base, mine, theirs);
  const alike = lists.every(list => list.length === mine.length);
  return alike ? mine.map((entry, index) => merge(base[index], entry, theirs[index])) : mine;
}

// In my order, with what only they have at the end.
function mergeById(base: Json[], mine: Json[], theirs: Json[]): Json[] {
  const [from, own, other] = [base, mine, theirs].map(list => new Map(list.map(entry => [idOf(entry), entry])));
  const ids = new Set([...mine, ...theirs].map(idOf));
  return [...ids].map(id => merge(from?.get(id), own?.get(id), other?.get(id))).filter(entry => entry !== undefined);
}

const idOf = (entry: Json): string | undefined =>
  isPlain(entry) && typeof entry.templateId === 'string' ? entry.templateId : undefined;

const isPlain = (value: Json): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);
const same = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b);
