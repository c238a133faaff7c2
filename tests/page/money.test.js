// Money, the comparison with customers left out, and coupons by template on the page, held against what the API answers.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { campaign } from './browser.js';
import { bare, digits, plainYuan, savedRows, yuan } from './figures.js';
import { dateOf, daysAgo, onPages } from './sections.js';

const amounts = [
  'liabilityFen',
  'redeemedFen',
  'returnedFen',
  'expiredFen',
  'outstandingFen',
  'discountFen',
  'reversedFen',
  'couponRevenueFen',
];

const sums = money => [
  ...amounts.map(name => plainYuan(money[name] ?? 0)),
  ...['couponOrders', 'newCustomers'].map(name => money[name] ?? '0'),
  plainYuan(money.costPerNewCustomerFen),
  String(money.revenuePerDiscount ?? ''),
];

const counts = ['given', 'liabilityFen', 'redeemed', 'returned', 'expired', 'discountFen', 'reversedFen', 'baskets'];

// A template's numbers as a file has them.
const numbersOf = template => [
  ...counts.map(name => (name.endsWith('Fen') ? plainYuan(template[name] ?? 0) : (template[name] ?? '0'))),
  plainYuan(template.meanBasketFen),
  String(template.meanItems ?? ''),
];

describe('money on the page', () => {
  const { open, page, ask, figure, part, panel } = onPages();

  it('shows the sums that the API gives, and saves them', async () => {
    await open(`/campaigns/${campaign}/money`);
    await figure('money-liabilityFen').waitFor();
    const { money } = await ask('QueryMoney');
    for (const name of amounts) assert.equal(bare(await figure(`money-${name}`).innerText()), yuan(money[name] ?? 0));
    assert.equal(bare(await figure('money-cost').innerText()), yuan(money.costPerNewCustomerFen));
    const rows = await savedRows(page(), part('money-sums'));
    assert.deepEqual(
      rows.map(row => row[1]),
      sums(money),
    );
  });

  it('shows them beside the days before', async () => {
    const now = daysAgo(1, 0);
    await open(`/campaigns/${campaign}/money?${now.query}&compare=1`);
    await panel('money-days').getByText('before:').first().waitFor();
    const [current, before] = [await ask('QueryMoney', now.request), await ask('QueryMoney', daysAgo(3, 2).request)];
    assert.deepEqual(
      (await savedRows(page(), part('money-sums'))).map(row => row.slice(1)),
      sums(current.money).map((value, index) => [value, sums(before.money)[index]]),
    );
  });

  it('shows each day as the API has it, and days between with what was outstanding', async () => {
    await open(`/campaigns/${campaign}/money`);
    await part('money-by-day').locator('canvas').waitFor();
    const { days } = await ask('QueryMoney');
    const rows = await savedRows(page(), part('money-by-day'));
    for (const day of days) {
      const row = rows.find(([date]) => date === dateOf(day.startTime));
      assert.deepEqual(
        row.slice(1),
        amounts.map(name => plainYuan(day[name] ?? 0)),
      );
    }
    await part('money-by-day').getByRole('button', { name: 'As a table' }).click();
    const last = await part('money-by-day').locator('tbody tr').last().locator('td').allInnerTexts();
    assert.deepEqual(
      last.slice(1).map(bare),
      amounts.map(name => yuan(days.at(-1)[name] ?? 0)),
    );
    const [file] = await Promise.all([
      page().waitForEvent('download'),
      part('money-by-day').getByRole('button', { name: 'PNG' }).click(),
    ]);
    assert.deepEqual([...(await readFile(await file.path())).subarray(1, 4)], [...Buffer.from('PNG')]);
  });

  it('keeps the range from one section to the next', async () => {
    await open(`/campaigns/${campaign}/money?range=week&compare=1`);
    await page().getByRole('link', { name: 'Coupons', exact: true }).click();
    await page().waitForURL(/\/coupons\?range=week&compare=1$/);
    await page().getByRole('heading', { name: 'Coupons by template' }).waitFor();
  });

  it('says that it is too early to compare with the customers left out, and how many are lacking', async () => {
    await open(`/campaigns/${campaign}/money`);
    await panel('holdout').locator('[data-verdict]').waitFor();
    const { verdict, treated, heldOut, customersNeeded } = await ask('QueryHoldout');
    assert.equal(verdict, 'HOLDOUT_VERDICT_TOO_EARLY');
    assert.equal(await panel('holdout').locator('[data-verdict]').getAttribute('data-verdict'), 'early');
    assert.ok(Number(heldOut.customers) > 0 && Number(heldOut.customers) < Number(customersNeeded));
    const told = await panel('holdout').locator('.progresses dd').allInnerTexts();
    for (const [index, { customers }] of [treated, heldOut].entries())
      assert.ok(told[index].startsWith(customers), `${told[index]} is said of ${customers} customers`);
    const rows = await savedRows(page(), part('holdout-groups'));
    assert.deepEqual(
      rows.map(row => row.slice(1, 4)),
      [treated, heldOut].map(group => [group.customers, group.orders, plainYuan(group.revenueFen)]),
    );
  });

  it('shows each template as the API has it', async () => {
    await open(`/campaigns/${campaign}/coupons`);
    await part('templates').locator('td').first().waitFor();
    const { templates } = await ask('QueryCoupons');
    // A name may hold commas; the eleven cells after it hold none.
    assert.deepEqual(
      (await savedRows(page(), part('templates'))).map(row => row.slice(-11)),
      templates.map(each => [each.templateId, ...numbersOf(each)]),
    );
    const rows = await part('templates').locator('tbody tr').all();
    for (const [index, each] of templates.entries())
      assert.equal(digits(await rows[index].locator('td').nth(1).innerText()), each.given ?? '0');
  });

  it('shows each template beside itself in the days before', async () => {
    await open(`/campaigns/${campaign}/coupons?${daysAgo(0, 0).query}&compare=1`);
    await part('templates').getByText('before:').first().waitFor();
    const asked = [daysAgo(0, 0).request, daysAgo(1, 1).request];
    const [current, before] = await Promise.all(asked.map(request => ask('QueryCoupons', request)));
    const numbersIn = ({ templates = [] }, id) => numbersOf(templates.find(each => each.templateId === id) ?? {});
    const rows = (await savedRows(page(), part('templates'))).map(row => row.slice(-21));
    const known = [...(current.templates ?? []), ...(before.templates ?? [])].map(each => each.templateId);
    assert.deepEqual(new Set(rows.map(([id]) => id)), new Set(known));
    for (const [id, ...numbers] of rows)
      assert.deepEqual(numbers, [...numbersIn(current, id), ...numbersIn(before, id)]);
  });

  it('shows how long coupons took to be used: all of them, and those of one template', async () => {
    await open(`/campaigns/${campaign}/coupons`);
    await part('time-to-use').locator('select').waitFor();
    const { templates } = await ask('QueryCoupons');
    const used = each => (each.timeToUse?.buckets ?? []).reduce((sum, { count }) => sum + Number(count), 0);
    const shown = async () =>
      (await part('time-to-use').locator('[data-bucket]').allInnerTexts()).reduce(
        (sum, text) => sum + Number(digits(text)),
        0,
      );
    assert.equal(
      await shown(),
      templates.reduce((sum, each) => sum + used(each), 0),
    );
    const [first] = templates;
    await part('time-to-use').locator('select').selectOption(first.templateId);
    await page().waitForURL(/template=/);
    assert.equal(await shown(), used(first));
  });
});
