import { acts } from './zh/acts';
import { campaign } from './zh/campaign';
import { coffee } from './zh/coffee';
import { coupons } from './zh/coupons';
import { customers } from './zh/customers';
import { definitions } from './zh/definitions';
import { editor } from './zh/editor';
import { growth } from './zh/growth';
import { ledger } from './zh/ledger';
import { money } from './zh/money';
import { places } from './zh/places';
import { rehearsal } from './zh/rehearsal';
import { sharing } from './zh/sharing';
import { shell } from './zh/shell';

export const zh = {
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
};
