// What an event of the ledger says, in the reader's words.
import type { Timestamp } from '@bufbuild/protobuf/wkt';
import type { I18n, PlainKey } from '@/i18n';
import type { LedgerEntry } from '@/gen/fudai/admin/v1/ledger_pb';
import { CouponUsed_Step as Step, type Event } from '@/gen/fudai/event/v1/event_pb';
import { formatFen } from './money';

export interface Detail {
  readonly name: string;
  readonly text: string;
  /** The page that tells more of it. */
  readonly to?: string;
}

export interface EntryWords {
  readonly title: string;
  readonly tone: 'good' | 'bad' | 'plain';
  readonly details: readonly Detail[];
}

const stepTitles: Record<Step, PlainKey> = {
  [Step.UNSPECIFIED]: 'event.unknown',
  [Step.RESERVED]: 'event.reserved',
  [Step.REDEEMED]: 'event.redeemed',
  [Step.RELEASED]: 'event.released',
  [Step.EXPIRED]: 'event.holdExpired',
  [Step.REVERSED]: 'event.reversed',
  [Step.RETURNED]: 'event.returned',
};

/** Moments in it are those of the zone. */
export function entryWords(entry: LedgerEntry, i18n: I18n, zone: string): EntryWords {
  const { t } = i18n;
  const words = describe(entry.event?.body, i18n, earlierThan(entry.occurTime, i18n, zone));
  const campaign: Detail[] = entry.campaignId
    ? [{ name: t('event.campaign'), text: entry.campaignId, to: `/campaigns/${entry.campaignId}` }]
    : [];
  return { ...words, details: [...words.details.filter(detail => detail.text !== ''), ...campaign] };
}

type SayMoment = (ms: bigint) => string;

// Says when something was that was reported later; nothing where both were in one second, or where it is not known.
function earlierThan(reported: Timestamp | undefined, { moment }: I18n, zone: string): SayMoment {
  return ms => {
    const text = moment(new Date(Number(ms)), zone, 'second');
    return ms === 0n || text === moment(reported, zone, 'second') ? '' : text;
  };
}

function describe(body: Event['body'] | undefined, i18n: I18n, earlier: SayMoment): EntryWords {
  const { t, count } = i18n;
  const { order, user, bag, coupon, plain } = detailsIn(i18n);
  switch (body?.case) {
    case 'orderReported': {
      const { orderId, userId, shopId, amountFen, bagId, firstOrder, paidAtMs } = body.value;
      return {
        title: t(firstOrder ? 'event.firstOrder' : 'event.order'),
        tone: 'good',
        details: [
          order(orderId),
          user('event.buyer', userId),
          plain('event.amount', formatFen(amountFen)),
          plain('event.paid', earlier(paidAtMs)),
          plain('event.shop', shopId),
          bag(bagId),
        ],
      };
    }
    case 'refundReported': {
      const { orderId, userId, amountFen, refundId, bagClosed, refundedAtMs } = body.value;
      return {
        title: t(bagClosed ? 'event.refundClosing' : 'event.refund'),
        tone: 'bad',
        details: [
          order(orderId),
          user('event.buyer', userId),
          plain('event.amount', formatFen(amountFen)),
          plain('event.refunded', earlier(refundedAtMs)),
          plain('event.refundId', refundId),
        ],
      };
    }
    case 'bagOpened': {
      const { bagId, openerId, sharerId, displayName, templateId, valueFen, index, drops, cupsFilled } = body.value;
      return {
        title: t('event.opened'),
        tone: 'good',
        details: [
          user('event.opener', openerId),
          user('event.sharer', sharerId),
          bag(bagId),
          coupon(`${bagId}-${index}`),
          plain('event.template', displayName || templateId),
          plain('event.value', formatFen(valueFen)),
          plain('event.drops', count(drops)),
          plain('event.cups', cupsFilled > 0 ? count(cupsFilled) : ''),
        ],
      };
    }
    case 'couponCredited': {
      const { couponId, userId, bagId, firstTouch } = body.value;
      return {
        title: t(firstTouch ? 'event.creditedFirst' : 'event.credited'),
        tone: 'plain',
        details: [user('event.owner', userId), coupon(couponId), bag(bagId)],
      };
    }
    case 'conversionRecorded': {
      const { userId, orderId, sharerId, bagId } = body.value;
      return {
        title: t('event.converted'),
        tone: 'good',
        details: [user('event.buyer', userId), order(orderId), user('event.sharer', sharerId), bag(bagId)],
      };
    }
    case 'couponUsed': {
      const { couponId, userId, orderId, discountFen, reversedFen, step } = body.value;
      const amount = step === Step.REVERSED ? BigInt(reversedFen) : discountFen;
      return {
        title: t(stepTitles[step as Step] ?? 'event.unknown'),
        tone: step === Step.REDEEMED ? 'good' : step === Step.REVERSED ? 'bad' : 'plain',
        details: [
          coupon(couponId),
          user('event.owner', userId),
          order(orderId),
          plain('event.discount', formatFen(amount)),
        ],
      };
    }
    case 'liabilityExpired': {
      const { templateId, coupons, valueFen } = body.value;
      return {
        title: t('event.liabilityExpired'),
        tone: 'plain',
        details: [
          plain('event.template', templateId),
          plain('event.coupons', count(coupons)),
          plain('event.amount', formatFen(valueFen * BigInt(coupons))),
        ],
      };
    }
    default:
      return { title: t('event.unknown'), tone: 'plain', details: [] };
  }
}

// The details that occur in several events. Those with nothing to say have an empty text, and are left out.
function detailsIn({ t }: I18n) {
  const link = (kind: string, id: string): string => `/ledger?${new URLSearchParams({ kind, id }).toString()}`;
  return {
    order: (id: string): Detail => ({ name: t('event.order.id'), text: id, to: link('order', id) }),
    user: (name: 'event.buyer' | 'event.opener' | 'event.sharer' | 'event.owner', id: string): Detail => ({
      name: t(name),
      text: id,
      to: link('user', id),
    }),
    bag: (id: string): Detail => ({ name: t('event.bag'), text: id, to: link('bag', id) }),
    coupon: (id: string): Detail => ({ name: t('event.coupon'), text: id, to: link('coupon', id) }),
    plain: (name: PlainDetail, text: string): Detail => ({ name: t(name), text }),
  };
}

type PlainDetail =
  | 'event.paid'
  | 'event.refunded'
  | 'event.amount'
  | 'event.shop'
  | 'event.refundId'
  | 'event.template'
  | 'event.value'
  | 'event.drops'
  | 'event.cups'
  | 'event.discount'
  | 'event.coupons';
