import { acts } from './en/acts';
import { campaign } from './en/campaign';
import { coffee } from './en/coffee';
import { coupons } from './en/coupons';
import { customers } from './en/customers';
import { definitions } from './en/definitions';
import { editor } from './en/editor';
import { growth } from './en/growth';
import { ledger } from './en/ledger';
import { money } from './en/money';
import { places } from './en/places';
import { rehearsal } from './en/rehearsal';
import { sharing } from './en/sharing';
import { shell } from './en/shell';

export const en = {
  ...shell,
  ...campaign,
  ...definitions,
  ...acts,
  ...growth,
  ...ledger,
  ...editor,
  ...money,
  ...coupons,
  ...customers,
  ...coffee,
  ...sharing,
  ...places,
  ...rehearsal,
} as const;
