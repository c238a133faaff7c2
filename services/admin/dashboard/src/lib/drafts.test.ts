import { create } from '@bufbuild/protobuf';
import { beforeEach, describe, expect, it } from 'vitest';
import { CampaignSchema } from '@/gen/fudai/admin/v1/campaigns_pb';
import { draftKey, dropDrafts, keepDraft, readDraft } from './drafts';
import { everyField } from './everyField';

// As much of a browser's storage as drafts use; its entries are properties, as in a browser.
const storageOf = (): Storage =>
  Object.defineProperties({} as Storage, {
    getItem: {
      value(this: Record<string, string>, key: string) {
        return this[key] ?? null;
      },
    },
    setItem: {
      value(this: Record<string, string>, key: string, value: string) {
        this[key] = value;
      },
    },
    removeItem: {
      value(this: Record<string, string>, key: string) {
        Reflect.deleteProperty(this, key);
      },
    },
  });

describe('drafts', () => {
  let storage: Storage;
  const key = draftKey('production', 'mei', 'autumn');
  beforeEach(() => (storage = storageOf()));

  it('come back as they were kept', () => {
    const spec = everyField();
    const base = create(CampaignSchema, { campaignId: 'autumn', etag: 'e1', version: 3, spec });
    const draft = { base, spec: { ...spec, displayName: 'Mine' }, line: 'why', time: new Date(5) };
    keepDraft(storage, key, draft);
    expect(readDraft(storage, key)).toEqual(draft);
  });

  it('are each person’s, in each world', () => {
    keepDraft(storage, key, { spec: everyField(), line: '', time: new Date(5) });
    expect(readDraft(storage, draftKey('production', 'lin', 'autumn'))).toBeUndefined();
    expect(readDraft(storage, draftKey('rehearsal', 'mei', 'autumn'))).toBeUndefined();
  });

  it('are none where the storage holds nonsense', () => {
    storage.setItem(key, '{"spec":{"no":"such"');
    expect(readDraft(storage, key)).toBeUndefined();
  });

  it('are forgotten together, and nothing else is', () => {
    keepDraft(storage, key, { spec: everyField(), line: '', time: new Date(5) });
    storage.setItem('fudai.world', 'rehearsal');
    dropDrafts(storage);
    expect(Object.keys(storage)).toEqual(['fudai.world']);
  });
});
