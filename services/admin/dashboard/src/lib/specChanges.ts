// What two people have made of one campaign, field by field.
import { toJsonString } from '@bufbuild/protobuf';
import { jsonChanges } from './jsonChanges';
import { CampaignSpecSchema, type CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';

export interface SpecChange {
  /** As findings name it. */
  readonly path: string;
  readonly before?: string;
  readonly theirs?: string;
  readonly mine?: string;
  /** True where both have made it something else. */
  readonly clash: boolean;
}

/** Every field that one of the two has changed, with its value in JSON. */
export function specChanges(base: CampaignSpec, mine: CampaignSpec, theirs: CampaignSpec): SpecChange[] {
  const [from, own, other] = [base, mine, theirs].map(each =>
    toJsonString(CampaignSpecSchema, each, { useProtoFieldName: true }),
  ) as [string, string, string];
  const byMe = new Map(jsonChanges(from, own).map(change => [change.path, change]));
  const byThem = new Map(jsonChanges(from, other).map(change => [change.path, change]));
  return [...new Set([...byThem.keys(), ...byMe.keys()])].map(path => {
    const [my, their] = [byMe.get(path), byThem.get(path)];
    const before = (my ?? their)?.from;
    const theirValue = their ? their.to : before;
    const myValue = my ? my.to : before;
    return { path, before, theirs: theirValue, mine: myValue, clash: Boolean(my && their) && theirValue !== myValue };
  });
}
