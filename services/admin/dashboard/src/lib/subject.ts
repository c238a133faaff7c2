// What numbers are asked of.
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import { toDate } from './dates';

/** One campaign, or with an empty id the whole chain. */
export interface Subject {
  readonly campaignId: string;
  /** The zone in which its days are cut. */
  readonly zone: string;
  /** When it is over; absent for what has no end. */
  readonly over?: Date;
}

export const subjectOf = ({ campaignId, spec }: Campaign): Subject => ({
  campaignId,
  zone: spec?.timeZone ?? 'UTC',
  over: toDate(spec?.endTime),
});

/** With what the names of its files begin. */
export const fileOf = ({ campaignId }: Subject): string => campaignId || 'chain';

/** Where its sections are. */
export const baseOf = ({ campaignId }: Subject): string => (campaignId ? `/campaigns/${campaignId}` : '/chain');
