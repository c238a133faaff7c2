// What somebody assumes of the people, as they typed it, and as the API takes it.

export type AssumptionName = 'openRate' | 'redemptionRate' | 'newFriendRate' | 'ordersPerBuyer' | 'ordersPerDay';

export type Texts = Record<AssumptionName, string>;

export interface Assumptions {
  readonly openRateBp: number;
  readonly redemptionRateBp: number;
  readonly newFriendRateBp: number;
  readonly ordersPerBuyer: number;
  /** Absent: as in the ledger. */
  readonly ordersPerDay?: bigint;
}

export const startingTexts: Texts = {
  openRate: '20',
  redemptionRate: '30',
  newFriendRate: '50',
  ordersPerBuyer: '1',
  ordersPerDay: '',
};

/** The typed assumptions (rates in percent); undefined where one is out of bounds. */
export function assumptionsOf(texts: Texts): Assumptions | undefined {
  const openRateBp = basisPoints(texts.openRate);
  const redemptionRateBp = basisPoints(texts.redemptionRate);
  const newFriendRateBp = basisPoints(texts.newFriendRate);
  const ordersPerBuyer = whole(texts.ordersPerBuyer, 100);
  const ordersPerDay = texts.ordersPerDay.trim() ? whole(texts.ordersPerDay, 10_000_000) : 0;
  if (openRateBp === undefined || redemptionRateBp === undefined || newFriendRateBp === undefined) return undefined;
  if (ordersPerBuyer === undefined || ordersPerDay === undefined) return undefined;
  return {
    openRateBp,
    redemptionRateBp,
    newFriendRateBp,
    ordersPerBuyer,
    ...(ordersPerDay > 0 && { ordersPerDay: BigInt(ordersPerDay) }),
  };
}

function basisPoints(text: string): number | undefined {
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text.trim())) return undefined;
  const points = Math.round(Number(text) * 100);
  return points <= 10_000 ? points : undefined;
}

function whole(text: string, most: number): number | undefined {
  if (!/^\d{1,9}$/.test(text.trim())) return undefined;
  const value = Number(text);
  return value >= 1 && value <= most ? value : undefined;
}
