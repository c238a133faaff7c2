// A campaign's openings so far, as one line.
import { Granularity } from '@/gen/fudai/admin/v1/stats_pb';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import { toDate } from './dates';

const weekMs = 7 * 24 * 3_600_000;

/** Hours in a campaign's first week, days after it. */
export function stepOf({ spec }: Pick<Campaign, 'spec'>, now: Date): Granularity.HOUR | Granularity.DAY {
  const end = Math.min(now.getTime(), toDate(spec?.endTime)?.getTime() ?? Infinity);
  const lasted = end - (toDate(spec?.startTime)?.getTime() ?? 0);
  return lasted <= weekMs ? Granularity.HOUR : Granularity.DAY;
}
