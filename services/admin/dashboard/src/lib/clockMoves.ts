// Where the rehearsal's clock may be moved to: forwards, and not beyond what the API takes.
import { fromLocal } from './dates';
import { units, whole, type Read, type Unit } from './fieldTexts';

const end = Date.UTC(2100, 0);

/** So much later than what the clock shows. */
export function laterBy(now: Date, text: string, unit: Unit): Read<Date> {
  const amount = whole.read(text);
  if (amount.fault) return amount;
  if (amount.value === 0) return { fault: 'rehearsal.notForwards' };
  return bounded(now, now.getTime() + amount.value * units[unit] * 1000);
}

/** The moment at which the zone's clocks show this. */
export function momentIn(now: Date, local: string, zone: string): Read<Date> {
  const moment = fromLocal(local, zone);
  return moment ? bounded(now, moment.getTime()) : { fault: 'edit.notMoment' };
}

function bounded(now: Date, moment: number): Read<Date> {
  if (moment <= now.getTime()) return { fault: 'rehearsal.notForwards' };
  return moment < end ? { value: new Date(moment) } : { fault: 'rehearsal.tooLate' };
}
