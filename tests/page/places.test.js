// Shops side by side and hours of the week on the page, held against what the API answers.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { campaign } from './browser.js';
import { plainYuan, savedRows } from './figures.js';
import { onPages } from './sections.js';

const fields = [
  'orders',
  'paidFen',
  'refunds',
  'refundedFen',
  'firstOrders',
  'bagsIssued',
  'couponsRedeemed',
  'discountFen',
];

describe('places on the page', () => {
  const { open, page, ask, part, panel } = onPages();

  for (const [name, path, campaignId] of [
    ['a campaign', `/campaigns/${campaign}`, campaign],
    ['the chain', '/chain', ''],
  ]) {
    it(`shows the shops of ${name} as the API has them`, async () => {
      await open(`${path}/places?sort=shop&order=up`);
      await part('shops').locator('td').first().waitFor();
      const { shops } = await ask('QueryShops', { campaignId });
      const written = (shop, field) => (field.endsWith('Fen') ? plainYuan(shop[field] ?? 0) : (shop[field] ?? '0'));
      const byId = ([a], [b]) => a.localeCompare(b, undefined, { numeric: true });
      assert.deepEqual(
        await savedRows(page(), part('shops')),
        shops.map(shop => [shop.shopId, ...fields.map(field => written(shop, field))]).sort(byId),
      );
    });
  }

  it('sorts and finds shops', async () => {
    await open(`/campaigns/${campaign}/places`);
    await part('shops').getByRole('button', { name: 'Paid', exact: true }).click();
    await page().waitForURL(/sort=paid/);
    const { shops } = await ask('QueryShops');
    const best = shops.reduce((most, shop) => (Number(shop.paidFen ?? 0) > Number(most.paidFen ?? 0) ? shop : most));
    assert.equal(await part('shops').locator('tbody tr').first().getAttribute('data-shop'), best.shopId);
    await panel('shops').getByRole('textbox', { name: 'Find a shop' }).fill('no such shop');
    await panel('shops').getByText('No shop has “no such shop” in its id.').waitFor();
  });

  it('shows the hours of the week of each figure as the API has them', async () => {
    await open(`/campaigns/${campaign}/places`);
    for (const [label, metric] of [
      ['Orders', 'WEEK_METRIC_ORDERS'],
      ['Openings', 'WEEK_METRIC_OPENINGS'],
    ]) {
      await panel('week').getByText(label, { exact: true }).first().click();
      await panel('week').locator(`.chart[aria-label^="${label}"] canvas`).waitFor();
      const { hours } = await ask('QueryWeekHours', { campaignId: campaign, metric });
      const rows = await savedRows(page(), part('week-hours'));
      assert.deepEqual(
        rows.flatMap(row => row.slice(1)),
        hours.map(({ value }) => value ?? '0'),
      );
    }
  });
});
