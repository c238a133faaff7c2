import { create } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { describe, expect, it } from 'vitest';
import { LedgerEntrySchema } from '@/gen/fudai/admin/v1/ledger_pb';
import { OrderReportedSchema, RefundReportedSchema, type Event } from '@/gen/fudai/event/v1/event_pb';
import type { I18n } from '@/i18n';
import { formatMoment } from './dates';
import { entryWords } from './entryWords';

const reported = Date.parse('2031-05-12T02:00:30.250Z');

// Words by their keys, moments as the language says them.
const i18nOf = (locale: string): I18n =>
  ({
    t: (key: string) => key,
    moment: (moment, zone, style) => formatMoment(moment, zone, locale, style),
  }) as Partial<I18n> as I18n;

const detailOf = (name: string, body: Event['body'], locale = 'en-GB'): string | undefined => {
  const entry = create(LedgerEntrySchema, {
    occurTime: timestampFromDate(new Date(reported)),
    event: { body },
  });
  return entryWords(entry, i18nOf(locale), 'Asia/Shanghai').details.find(detail => detail.name === name)?.text;
};

const paidDetail = (paidAtMs: number, locale?: string): string | undefined =>
  detailOf(
    'event.paid',
    { case: 'orderReported', value: create(OrderReportedSchema, { orderId: 'O1', paidAtMs: BigInt(paidAtMs) }) },
    locale,
  );

const refundedDetail = (refundedAtMs: number): string | undefined =>
  detailOf('event.refunded', {
    case: 'refundReported',
    value: create(RefundReportedSchema, { refundId: 'R1', refundedAtMs: BigInt(refundedAtMs) }),
  });

describe('an order in a story', () => {
  it('says when it was paid if it was reported later', () => {
    expect(paidDetail(reported - 3_600_000)).toBe('12 May 2031, 09:00:30');
    expect(paidDetail(reported - 3_600_000, 'zh-CN')).toBe('2031年5月12日 09:00:30');
  });

  it('says it once if both were in one second, and not at all if it is not known', () => {
    expect(paidDetail(reported - 250)).toBeUndefined();
    expect(paidDetail(0)).toBeUndefined();
  });
});

describe('a refund in a story', () => {
  it('says when it was given back if it was reported later', () => {
    expect(refundedDetail(reported - 3_600_000)).toBe('12 May 2031, 09:00:30');
    expect(refundedDetail(reported)).toBeUndefined();
  });
});
