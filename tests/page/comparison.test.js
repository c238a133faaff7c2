// Ranges beside the ranges before them: where only one of the two has something, where neither has, where the second cannot be read, and how
// their differences are rounded and written.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { address, campaign } from './browser.js';
import { bare, plainYuan, savedRows, yuan } from './figures.js';
import { daysAgo, onPages } from './sections.js';

// Sixty days, in which nothing has happened yet; all that has happened lies in the sixty days before.
const afterwards = daysAgo(-40, -99);
const everything = daysAgo(20, -39);
// Nothing has happened in these days, nor in those before.
const never = daysAgo(-400, -410);

describe('a range beside the range before', () => {
  const { open, page, ask, figure, part, panel } = onPages();
  const compare = (path, days) => open(`/campaigns/${campaign}${path}?${days.query}&compare=1`);
  // Answers of a call with something else in place of what the server says.
  const answer = (method, change) =>
    page().route(new RegExp(`${method}$`), async route => {
      const asked = JSON.parse(route.request().postData());
      await route.fulfill({ json: change(await (await route.fetch()).json(), asked) });
    });

  it('keeps coupons and times that only the range before has', async () => {
    await compare('/coupons', afterwards);
    await part('time-to-use').getByText('before:').first().waitFor();
    const [none, { templates }] = [
      await ask('QueryCoupons', afterwards.request),
      await ask('QueryCoupons', everything.request),
    ];
    assert.deepEqual(none.templates ?? [], []);
    const given = (await part('templates').locator('tbody tr td:nth-child(2)').allInnerTexts()).map(text =>
      text.split(/\n+/),
    );
    assert.deepEqual(
      given,
      templates.map(each => ['0', `before: ${Number(each.given).toLocaleString('en-GB')} (-100%)`]),
    );
    const byHour = new Map();
    for (const { fromHours = 0, count } of templates.flatMap(each => each.timeToUse?.buckets ?? []))
      byHour.set(fromHours, (byHour.get(fromHours) ?? 0) + Number(count));
    assert.deepEqual(
      (await savedRows(page(), part('time-to-use'))).map(([from, , now, before]) => [
        Number(from),
        now,
        Number(before),
      ]),
      [...byHour].sort(([a], [b]) => a - b).map(([from, before]) => [from, '0', before]),
    );
    assert.equal(await figure('time-to-use-median').innerText(), '–');
    const used = templates.find(each => each.timeToUse?.buckets?.length > 0);
    await part('time-to-use').locator('select').selectOption(used.templateId);
    await page().waitForURL(/template=/);
    const sum = used.timeToUse.buckets.reduce((total, { count }) => total + Number(count), 0);
    const rows = await savedRows(page(), part('time-to-use'));
    assert.equal(
      rows.reduce((total, row) => total + Number(row[3]), 0),
      sum,
    );
  });

  it('keeps shops that only the range before has', async () => {
    await compare('/places', afterwards);
    await part('shops').getByText('-100%').first().waitFor();
    const { shops } = await ask('QueryShops', everything.request);
    const rows = await savedRows(page(), part('shops'));
    const byId = (a, b) => a.localeCompare(b, undefined, { numeric: true });
    assert.deepEqual(
      rows.map(row => [row[0], row[1], row[2], row[9], row[10]]).sort(([a], [b]) => byId(a, b)),
      shops
        .map(({ shopId, orders = '0', paidFen = 0 }) => [shopId, '0', '0.00', orders, plainYuan(paidFen)])
        .sort(([a], [b]) => byId(a, b)),
    );
    assert.equal(await part('shops').locator('tbody tr').count(), shops.length);
    const bars = await savedRows(page(), part('shop-bars'));
    assert.deepEqual(
      bars.map(row => row.slice(1)),
      rows.slice(0, 20).map(row => [row[1], row[9]]),
    );
  });

  it('keeps money and growth coffee that only the range before has', async () => {
    // Neither coupons that can still be used nor cups in progress are left.
    const now = ({ startTime }) => Date.parse(startTime) === Date.parse(afterwards.request.startTime);
    await answer('QueryMoney', (real, asked) => ({ ...real, ...(now(asked) && { money: {} }) }));
    await answer('QueryGrowthCoffee', (real, asked) => ({ ...real, ...(now(asked) && { cupsInProgress: '0' }) }));
    await compare('/money', afterwards);
    await panel('money-days').getByText('(-100%)').first().waitFor();
    const { money } = await ask('QueryMoney', everything.request);
    assert.equal(bare(await figure('money-discountFen').innerText()), '0.00');
    const notes = await panel('money-days').locator('.figure-note').allInnerTexts();
    assert.ok(
      notes.some(note => bare(note) === `before: ${yuan(money.discountFen)} (-100%)`),
      notes.join(),
    );
    await page().goto(`${address}/campaigns/${campaign}/coffee?${afterwards.query}&compare=1`);
    await panel('coffee').getByText('before:').first().waitFor();
  });

  it('says that there is nothing where neither range has anything', async () => {
    await open('/');
    for (const [path, name, words] of [
      ['/coupons', 'templates', 'No coupon was given, used or expired'],
      ['/places', 'shops', 'Nothing happened in any shop'],
      ['', 'funnel', 'Nothing was counted in this range'],
    ]) {
      await page().goto(`${address}/campaigns/${campaign}${path}?${never.query}&compare=1`);
      await panel(name).getByText(words).waitFor();
      assert.equal(await panel(name).getByText('before:').count(), 0);
      assert.equal(await panel(name).locator('table, .chart').count(), 0);
    }
  });

  it('says once that there was no use before', async () => {
    await compare('/coupons', everything);
    await part('time-to-use').locator('.distribution-row').nth(1).waitFor();
    await part('time-to-use').getByText('before: 0', { exact: true }).waitFor();
    assert.equal(await part('time-to-use').locator('.distribution-before').count(), 0);
  });

  for (const [path, name, method] of [
    ['/coupons', 'templates', 'QueryCoupons'],
    ['/coffee', 'coffee', 'QueryGrowthCoffee'],
    ['/customers', 'customers', 'QueryCustomers'],
    ['/money', 'money-days', 'QueryMoney'],
    ['/places', 'shops', 'QueryShops'],
  ])
    it(`says that the range before could not be read, and reads it when told: ${path}`, async () => {
      await page().route(new RegExp(`${method}$`), async route => {
        const { startTime } = JSON.parse(route.request().postData());
        const earlier = Date.parse(startTime) === Date.parse(everything.request.startTime);
        if (!earlier) return route.continue();
        return route.fulfill({ status: 403, contentType: 'application/json', body: '{"code":"permission_denied"}' });
      });
      await compare(path, afterwards);
      await panel(name).getByRole('alert').getByText('The range before could not be read').waitFor();
      assert.equal(await panel(name).locator('.figure-note').count(), 0);
      await page().unrouteAll({ behavior: 'wait' });
      await panel(name).getByRole('button', { name: 'Try again' }).click();
      await panel(name).locator('.figure-note').first().waitFor();
      assert.equal(await panel(name).getByRole('alert').count(), 0);
    });

  it('rounds differences to tenths of a percent, and gives none where there was nothing', async () => {
    const numbers = [
      ['3', '2', '+50%'],
      ['1', '3', '-66.7%'],
      ['2', '3', '-33.3%'],
      ['2001', '2000', '+0.1%'],
      ['1999', '2000', '-0.1%'],
      ['10004', '10000', '0%'],
      ['9996', '10000', '0%'],
      ['12', '12', '0%'],
      ['5', '0', '–'],
      ['0', '0', '–'],
      ['0', '7', '-100%'],
      ['100000', '7', '+1,428,471.4%'],
    ];
    await answer('QueryShops', (real, { startTime }) => {
      const now = Date.parse(startTime) === Date.parse(afterwards.request.startTime);
      return {
        ...real,
        shops: numbers.map(([value, before], index) => ({ shopId: `S${index}`, orders: now ? value : before })),
      };
    });
    await open(`/campaigns/${campaign}/places?${afterwards.query}&compare=1&sort=shop&order=up`);
    await part('shops').getByText('-66.7%').waitFor();
    const cells = await part('shops').locator('tbody tr td:nth-child(2) .figure-note').allInnerTexts();
    assert.deepEqual(
      cells,
      numbers.map(([, , said]) => said),
    );
  });

  it('rounds shares of a whole to tenths of a percent', async () => {
    const counts = ['1', '1', '1', '3', '994'];
    await answer('QueryCoupons', real => ({
      ...real,
      templates: [
        {
          templateId: 'a',
          given: '1000',
          timeToUse: {
            buckets: counts.map((count, index) => ({ fromHours: [0, 1, 3, 6, 12][index], toHours: 13, count })),
          },
        },
      ],
    }));
    await open(`/campaigns/${campaign}/coupons`);
    const shares = part('time-to-use').locator('.distribution-share');
    await shares.first().waitFor();
    assert.deepEqual(await shares.allInnerTexts(), ['0.1%', '0.1%', '0.1%', '0.3%', '99.4%']);
  });

  for (const language of ['en', 'zh'])
    it(`has a table of coupons that is whole at 1280 pixels and keeps names in sight on a phone, in ${language}`, async () => {
      await page().addInitScript(
        settings => localStorage.setItem('fudai.settings', settings),
        JSON.stringify({ language }),
      );
      await answer('QueryCoupons', real => ({
        ...real,
        templates: (real.templates ?? []).map(each => ({
          ...each,
          ...Object.fromEntries(
            ['given', 'liabilityFen', 'redeemed', 'returned', 'expired', 'discountFen', 'reversedFen'].map(name => [
              name,
              String(1_234_567 * (name.endsWith('Fen') ? 10 : 1)),
            ]),
          ),
        })),
      }));
      await compare('/coupons', afterwards);
      const frame = part('templates').locator('.table-frame');
      await frame.locator('.figure-note').first().waitFor();
      assert.equal(await frame.evaluate(each => each.scrollWidth - each.clientWidth), 0);
      await page().setViewportSize({ width: 390, height: 844 });
      await frame.evaluate(each => (each.scrollLeft = 10_000));
      const [edge, name] = [await frame.boundingBox(), await frame.locator('tbody td').first().boundingBox()];
      assert.ok(Math.abs(name.x - edge.x) < 2, `names begin at ${name.x}, the table at ${edge.x}`);
      assert.ok(name.width < edge.width * 0.6);
    });
});
