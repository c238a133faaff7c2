// What somebody has typed and not saved, kept in the tab's storage: it survives a reload, and a session that ends meanwhile.
import { fromJson, toJson, type JsonValue } from '@bufbuild/protobuf';
import { CampaignSchema, type Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import { CampaignSpecSchema, type CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';

export interface Draft {
  /** The campaign as it was when the editing began; absent for one that is new. */
  readonly base?: Campaign;
  readonly spec: CampaignSpec;
  /** The line beside the form: the reason of an edit, the id of a new campaign. */
  readonly line: string;
  readonly time: Date;
}

interface Stored {
  readonly base?: JsonValue;
  readonly spec: JsonValue;
  readonly line: string;
  readonly time: number;
}

const prefix = 'fudai.draft ';

/** A draft's key: each person's, in each world, for each campaign; with an empty id for a new one. */
export const draftKey = (world: string, person: string, campaignId: string): string =>
  `${prefix}${world} ${person} ${campaignId}`;

export function keepDraft(storage: Storage, key: string, { base, spec, line, time }: Draft): void {
  const stored: Stored = {
    base: base && toJson(CampaignSchema, base),
    spec: toJson(CampaignSpecSchema, spec),
    line,
    time: time.getTime(),
  };
  storage.setItem(key, JSON.stringify(stored));
}

/** The draft as it was kept; undefined where there is none that can be read. */
export function readDraft(storage: Storage, key: string): Draft | undefined {
  try {
    const { base, spec, line, time } = JSON.parse(storage.getItem(key) ?? '') as Stored;
    return {
      base: base === undefined ? undefined : fromJson(CampaignSchema, base),
      spec: fromJson(CampaignSpecSchema, spec),
      line,
      time: new Date(time),
    };
  } catch {
    return undefined;
  }
}

/** Forgets every draft in the tab. */
export function dropDrafts(storage: Storage): void {
  for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
}
