// The funnel and virality on the page, held against what the API answers.
import assert from 'node:assert/strict';
import { after, before, beforeEach, afterEach, describe, it } from 'node:test';
import { address, call, campaign, openBrowser, openWindow, signIn } from './browser.js';
import { digits, savedRows } from './figures.js';

const steps = [
  'orders',
  'bagsIssued',
  'bagsOpened',
  'distinctOpeners',
  'couponsRedeemed',
  'newCustomers',
  'secondOrders',
];

const words = (from, to) => {
  if (to === 1) return 'under 1 h';
  if (!to) return `${from / 24} days or more`;
  return from % 24 === 0 && to % 24 === 0 ? `${from / 24}–${to / 24} days` : `${from}–${to} h`;
};

describe('growth on the page', () => {
  let browser;
  let page;
  before(async () => (browser = await openBrowser()));
  after(() => browser.close());
  beforeEach(async () => (page = await openWindow(browser)));
  afterEach(() => page.context().close());

  const open = async path => {
    await signIn(page);
    await page.goto(address + path);
  };
  const shown = name => page.locator(`[data-figure=${name}]`).first();
  const part = name => page.locator(`[data-part=${name}]`);
  const panel = name => page.locator(`section[aria-labelledby=${name}-title]`);

  it('shows the funnel that the API gives, as bars, as a table and as CSV', async () => {
    await open(`/campaigns/${campaign}`);
    await page.locator('[data-step=orders]').waitFor();
    const { funnel } = await call(page, 'StatsService', 'QueryFunnel', { campaignId: campaign });
    const counts = steps.map(step => funnel[step] ?? '0');
    const bars = await page.locator('[data-step]').allInnerTexts();
    assert.deepEqual(bars.map(digits), counts);
    assert.deepEqual(
      (await savedRows(page, panel('funnel'))).map(row => row[1]),
      counts,
    );
    await panel('funnel').getByRole('button', { name: 'As a table' }).click();
    const cells = await panel('funnel').locator('td.cell-figure').allInnerTexts();
    assert.deepEqual(cells.map(digits), counts);
  });

  it('shows the funnel of the chosen days, beside that of the days before', async () => {
    const day = offset => new Date(Date.now() + 8 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10);
    const midnight = date => new Date(`${date}T00:00+08:00`).toISOString();
    const funnelOf = (startTime, endTime) =>
      call(page, 'StatsService', 'QueryFunnel', { campaignId: campaign, startTime, endTime });
    await open(`/campaigns/${campaign}?range=custom&from=${day(-1)}&to=${day(0)}&compare=1`);
    await panel('funnel').getByText('before:').first().waitFor();
    const now = await funnelOf(midnight(day(-1)), midnight(day(1)));
    const before = await funnelOf(midnight(day(-3)), midnight(day(-1)));
    assert.equal(now.timeZone, 'Asia/Shanghai');
    assert.deepEqual(
      (await savedRows(page, panel('funnel'))).map(row => row.slice(1)),
      steps.map(step => [now.funnel?.[step] ?? '0', before.funnel?.[step] ?? '0']),
    );
  });

  it('defines each step of the funnel when it is pointed at', async () => {
    await open(`/campaigns/${campaign}`);
    await page.getByRole('button', { name: 'What “Second orders” counts' }).focus();
    await page.getByRole('tooltip').getByText('have ordered again since').waitFor();
  });

  it('shows the generations that the API gives, with K per sharer over the whole life alone', async () => {
    await open(`/campaigns/${campaign}`);
    await part('generations').locator('td').first().waitFor();
    const { generations } = await call(page, 'StatsService', 'QueryVirality', { campaignId: campaign });
    const fieldsOf = each => [each.generation, each.customers, each.bags, each.sharers, each.brought];
    const plain = await savedRows(page, part('generations'));
    assert.deepEqual(
      plain.map(row => row.slice(0, 5)),
      generations.map(each => fieldsOf(each).map(value => String(value ?? 0))),
    );
    assert.deepEqual(
      plain.map(row => row.slice(5)),
      generations.map(({ kPerBag, k }) => [kPerBag, k].map(value => String(value ?? ''))),
    );
    const rows = await part('generations').locator('tbody tr').all();
    for (const [index, { brought, kPerBag, k }] of generations.entries()) {
      const cells = await rows[index].locator('td').allInnerTexts();
      assert.equal(digits(cells[4]), brought ?? '0');
      assert.deepEqual(
        cells.slice(5),
        [kPerBag, k].map(value => value?.toFixed(3) ?? '–'),
      );
    }
    await page.goto(`${address}/campaigns/${campaign}?range=week`);
    await part('generations').getByText('K per sharer is given for the range “All” only').waitFor();
    assert.equal(await part('generations').locator('th').count(), 6);
  });

  it('shows K per bag by day as the API gives it, and warns of young days', async () => {
    await open(`/campaigns/${campaign}`);
    await part('k-by-day').locator('.chart canvas').waitFor();
    await panel('virality').getByText('can still be opened and have not brought').waitFor();
    const { days } = await call(page, 'StatsService', 'QueryVirality', { campaignId: campaign });
    const saved = (await savedRows(page, part('k-by-day'))).filter(row => row[1] !== '0');
    assert.deepEqual(
      saved.map(row => row.slice(1)),
      days.map(({ bags, brought, kPerBag }) => [bags, brought ?? '0', String(kPerBag)]),
    );
    await part('k-by-day').getByRole('button', { name: 'As a table' }).click();
    assert.equal(await part('k-by-day').locator('tbody tr').last().locator('td').last().innerText(), 'Yes');
  });

  it('excuses the youngest generation only while bags of the range can still be opened', async () => {
    const excuse = () => part('generations').getByText('The youngest generation may not have had time');
    await open(`/campaigns/${campaign}`);
    await excuse().waitFor();
    await page.clock.setFixedTime(Date.now() + 60 * 86_400_000);
    await page.reload();
    await part('generations').locator('td').first().waitFor();
    assert.equal(await excuse().count(), 0);
    assert.equal(await panel('virality').getByText('can still be opened and have not brought').count(), 0);
  });

  it('shows how often bags were opened and how long first orders took, as the API says', async () => {
    await open(`/campaigns/${campaign}`);
    await part('openings-per-bag').locator('[data-bucket="0"]').waitFor();
    const { openingsPerBag, cycleTime } = await call(page, 'StatsService', 'QueryVirality', { campaignId: campaign });
    const shownSum = async name =>
      (await part(name).locator('[data-bucket]').allInnerTexts()).reduce((sum, text) => sum + Number(digits(text)), 0);
    const sum = (buckets, field) => buckets.reduce((total, bucket) => total + Number(bucket[field]), 0);
    assert.equal(await shownSum('openings-per-bag'), sum(openingsPerBag, 'bags'));
    assert.deepEqual(
      await savedRows(page, part('openings-per-bag')),
      openingsPerBag.map(({ openings, bags }) => [String(openings ?? 0), bags]),
    );
    assert.equal(await shownSum('cycle-time'), sum(cycleTime.buckets, 'count'));
    const spans = { median: cycleTime.median, p90: cycleTime.p90 };
    for (const [name, { fromHours = 0, toHours }] of Object.entries(spans)) {
      assert.equal(await shown(`cycle-time-${name}`).innerText(), words(fromHours, toHours));
    }
  });

  it('shows the chain’s metrics over time, and how far its customers came', async () => {
    await open('/chain');
    await page.waitForURL(/\/chain\/growth$/);
    await page.goto(`${address}/chain/growth?metric=newUsers&step=day`);
    await panel('chart').locator('.chart canvas').waitFor();
    const rows = await savedRows(page, panel('chart'));
    const { points } = await call(page, 'StatsService', 'QueryTimeseries', {
      metric: 'METRIC_NEW_USERS',
      granularity: 'GRANULARITY_DAY',
    });
    assert.deepEqual(
      rows.map(row => row[1]),
      points.map(point => point.value ?? '0'),
    );
    const { funnel } = await call(page, 'StatsService', 'QueryFunnel', {});
    assert.equal(digits(await page.locator('[data-step=orders]').innerText()), funnel.orders);
  });

  it('has minutes for two days near the newest event, and for no others', async () => {
    await open('/chain/growth');
    await panel('chart').locator('.chart canvas').waitFor();
    const ask = request => call(page, 'StatsService', 'QueryTimeseries', { metric: 'METRIC_ORDERS', ...request });
    const { freshness } = await ask({ granularity: 'GRANULARITY_HOUR' });
    const local = Date.parse(freshness.newestEventTime) + 8 * 3_600_000;
    const day = offset => new Date(local + offset * 86_400_000).toISOString().slice(0, 10);
    const at = (from, to) =>
      `${address}/chain/growth?metric=orders&step=minute&range=custom&from=${day(from)}&to=${day(to)}`;
    const minutes = () => panel('chart').getByRole('radio', { name: 'Minutes' });
    await page.goto(at(-1, 0));
    await minutes().waitFor({ state: 'attached' });
    await page.waitForFunction(() => document.querySelector('input[value=minute]')?.checked);
    const points = async () => (await savedRows(page, panel('chart'))).map(row => row[1]);
    const { points: kept } = await ask({
      granularity: 'GRANULARITY_MINUTE',
      startTime: `${day(-1)}T00:00:00+08:00`,
      endTime: `${day(1)}T00:00:00+08:00`,
    });
    assert.equal(kept.length, 2 * 1440);
    await page.locator('section[aria-labelledby=chart-title] .chart canvas').waitFor();
    assert.deepEqual(
      await points(),
      kept.map(({ value }) => value ?? '0'),
    );
    for (const [from, to] of [
      [-2, 0],
      [-4, -3],
    ]) {
      await page.goto(at(from, to));
      await panel('chart').getByText('asks for “step=minute”').waitFor();
      await panel('chart').locator('.chart canvas').waitFor();
      assert.equal(await minutes().count(), 0);
    }
  });

  it('says which share of the chain’s customers friends brought', async () => {
    await open('/');
    await shown('referralShare').getByText('%').waitFor();
    const { referralShare } = await call(page, 'StatsService', 'QueryVirality', {});
    const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 });
    assert.equal(await shown('referralShare').innerText(), percent.format(referralShare));
  });
});
