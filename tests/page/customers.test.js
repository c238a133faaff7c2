// Cohorts, and customers by orders and spending on the page, held against what the API answers.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { campaign } from './browser.js';
import { bare, digits, percent, plainYuan, savedRows, yuan } from './figures.js';
import { dateOf, onPages } from './sections.js';

const spans = ['within1Day', 'within7Days', 'within30Days'];

describe('customers on the page', () => {
  const { open, page, ask, figure, part } = onPages();

  const cohortRow = ({ startTime, origin, customers, weeks = [], ...cohort }, depth) => [
    dateOf(startTime),
    origin === 'COHORT_ORIGIN_ORGANIC' ? 'By themselves' : 'By a bag',
    customers,
    ...spans.map(span => cohort[span] ?? ''),
    ...Array.from({ length: depth }, (_, week) => weeks[week] ?? ''),
  ];

  for (const [name, path, campaignId] of [
    ['a campaign', `/campaigns/${campaign}`, campaign],
    ['the chain', '/chain', ''],
  ]) {
    it(`shows the cohorts of ${name} that the API gives`, async () => {
      await open(`${path}/customers`);
      await part('cohorts').locator('td').first().waitFor();
      const { cohorts } = await ask('QueryCohorts', { campaignId });
      const depth = Math.max(...cohorts.map(({ weeks = [] }) => weeks.length));
      assert.deepEqual(
        await savedRows(page(), part('cohorts')),
        cohorts.map(cohort => cohortRow(cohort, depth)),
      );
    });

    it(`shows the customers of ${name} by orders and spending as the API has them`, async () => {
      await open(`${path}/customers`);
      await figure('customers-revenue').waitFor();
      const answer = await ask('QueryCustomers', { campaignId });
      const { orders, spend = [], days = [], revenueFen = 0, returningRevenueFen = 0, bestFifthShare } = answer;
      assert.equal(bare(await figure('customers-revenue').innerText()), yuan(revenueFen));
      assert.equal(bare(await figure('customers-returning').innerText()), yuan(returningRevenueFen));
      assert.equal(await figure('customers-best-fifth').innerText(), percent(bestFifthShare));
      assert.deepEqual(
        await savedRows(page(), part('orders-per-customer')),
        orders.map(bucket => [String(bucket.orders), bucket.customers]),
      );
      const shown = await part('orders-per-customer').locator('[data-bucket]').allInnerTexts();
      assert.deepEqual(
        shown.map(digits),
        orders.map(({ customers }) => customers),
      );
      assert.deepEqual(
        await savedRows(page(), part('spend-curve')),
        spend.map(point => [point.customers, plainYuan(point.spendFen ?? 0)]),
      );
      const rows = await savedRows(page(), part('revenue-by-day'));
      for (const day of days) {
        assert.deepEqual(
          rows.find(([date]) => date === dateOf(day.startTime)).slice(1, 3),
          [day.revenueFen ?? 0, day.returningRevenueFen ?? 0].map(plainYuan),
        );
      }
    });
  }

  it('says instead of an empty chart that no week’s customers have had the time to come again', async () => {
    await page().route(/QueryCohorts$/, async route => {
      const answer = await (await route.fetch()).json();
      const young = ({ startTime, origin, customers }) => ({ startTime, origin, customers });
      await route.fulfill({ json: { ...answer, cohorts: answer.cohorts.map(young) } });
    });
    await open('/chain/customers');
    await part('return-rates').getByText('No week’s customers have all had a day').waitFor();
    assert.equal(await part('return-rates').locator('.chart').count(), 0);
    assert.ok((await part('cohorts').locator('tbody tr').count()) > 0);
  });
});
