// For tests: a campaign in which every field is set, each kind of benefit once.
import { fromJsonString } from '@bufbuild/protobuf';
import { readFileSync } from 'node:fs';
import { CampaignSpecSchema, type CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';

const file = new URL('../../../../../tests/page/every-field.json', import.meta.url);

export const everyField = (): CampaignSpec => fromJsonString(CampaignSpecSchema, readFileSync(file, 'utf8'));
