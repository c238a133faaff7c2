import { create } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { expect, it } from 'vitest';
import { Granularity } from '@/gen/fudai/admin/v1/stats_pb';
import { CampaignSpecSchema } from '@/gen/fudai/campaign/v1/campaign_pb';
import { stepOf } from './sparklines';

const campaign = (start: string, end: string) => ({
  spec: create(CampaignSpecSchema, {
    startTime: timestampFromDate(new Date(start)),
    endTime: timestampFromDate(new Date(end)),
  }),
});

it('draws hours in a campaign’s first week, and days after it', () => {
  const long = campaign('2031-05-01T00:00Z', '2031-06-01T00:00Z');
  expect(stepOf(long, new Date('2031-05-08T00:00Z'))).toBe(Granularity.HOUR);
  expect(stepOf(long, new Date('2031-05-08T00:01Z'))).toBe(Granularity.DAY);
});

it('goes on drawing the hours of one that lasted no longer than a week', () => {
  const short = campaign('2031-05-01T00:00Z', '2031-05-04T00:00Z');
  expect(stepOf(short, new Date('2032-01-01T00:00Z'))).toBe(Granularity.HOUR);
});
