// What marketers do with the page, in Chromium, against real servers: npm test. browser.js says which settings it takes.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, beforeEach, afterEach, describe, it } from 'node:test';
import { address, call, campaign, openBrowser, openWindow, password, signIn, user } from './browser.js';
import { digits, savedRows } from './figures.js';
import { stir } from './stir.js';

// The page's figures by the fields of CampaignSummary that they show.
const fields = {
  orders: s => s.orders,
  bagsIssued: s => s.bagsIssued,
  openings: s => s.openings,
  couponsRedeemed: s => s.couponsRedeemed,
  newUsers: s => s.newUsers,
  conversions: s => s.conversions,
  liability: s => s.liabilityFen,
  discount: s => s.discountFen,
  reversed: s => s.reversedFen,
  expired: s => s.expiredFen,
  netPaid: s => BigInt(s.paidFen ?? 0) - BigInt(s.refundedFen ?? 0),
};

describe('the page', () => {
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
  const panel = name => page.locator(`section[aria-labelledby=${name}-title]`);
  const canvas = () => panel('chart').locator('.chart canvas');
  const state = () => page.locator('.page-head [data-state]');

  it('says that a password is wrong, and not which part of it', async () => {
    await page.goto(address);
    await page.locator('input[name=username]').fill(`nobody-${process.pid}`);
    await page.locator('input[name=password]').fill('wrong-password');
    await page.locator('button[type=submit]').click();
    await page.getByRole('alert').getByText('wrong').waitFor();
  });

  it('shows the figures that the API gives', async () => {
    await open(`/campaigns/${campaign}`);
    await shown('orders').waitFor();
    const { summary } = await call(page, 'StatsService', 'GetCampaignSummary', { campaignId: campaign });
    for (const [name, field] of Object.entries(fields)) {
      // Amounts have their fen behind the point, and at least one digit of yuan before it.
      const least = (await shown(name).innerText()).includes('¥') ? 3 : 1;
      assert.equal(
        digits(await shown(name).innerText()),
        BigInt(field(summary) ?? 0)
          .toString()
          .padStart(least, '0'),
        name,
      );
    }
  });

  it('asks for the figures of all campaigns at once', async () => {
    const asked = [];
    page.on('request', request => asked.push(new URL(request.url()).pathname.split('/').at(-1)));
    await open('/');
    const card = page.locator(`[data-campaign=${campaign}]`);
    await card.locator('.card-figures').waitFor();
    await card.locator('.line').waitFor();
    await shown('orders').waitFor();
    assert.deepEqual(
      asked.filter(method => ['GetCampaignSummary', 'QueryTimeseries'].includes(method)),
      [],
    );
    const { summary } = await call(page, 'StatsService', 'GetCampaignSummary', { campaignId: campaign });
    const told = await card.locator('.card-figures dd').allInnerTexts();
    assert.deepEqual(told.slice(0, 3).map(digits), [summary.orders, summary.bagsIssued, summary.openings]);
    assert.match(await card.locator('.line [role=img]').getAttribute('aria-label'), /^[\d,]+ openings/);
  });

  it('moves a figure while things happen', async () => {
    await open(`/campaigns/${campaign}`);
    await shown('orders').waitFor();
    const old = await shown('orders').innerText();
    await stir();
    await page.waitForFunction(before => document.querySelector('[data-figure=orders]').textContent !== before, old);
    assert.equal(await page.locator('.age').getAttribute('data-stale'), 'false');
  });

  it('says that figures are old while the server is away, and goes on by itself', async () => {
    await open(`/campaigns/${campaign}`);
    await page.locator('.age[data-stale=false]').waitFor();
    await page.context().setOffline(true);
    await page.locator('.age[data-stale=true]').waitFor({ timeout: 20_000 });
    await page.context().setOffline(false);
    await page.locator('.age[data-stale=false]').waitFor({ timeout: 20_000 });
  });

  it('speaks the browser’s language, and another when told, in light and dark', async () => {
    await open('/');
    await page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor();
    await page.getByText('中文').click();
    await page.getByRole('heading', { name: '活动', level: 1 }).waitFor();
    assert.equal(await page.getAttribute('html', 'lang'), 'zh-CN');
    await page.getByText('深色').click();
    assert.equal(await page.getAttribute('html', 'data-theme'), 'dark');
    await page.reload();
    await page.getByRole('heading', { name: '活动', level: 1 }).waitFor();
    assert.equal(await page.getAttribute('html', 'data-theme'), 'dark');
  });

  it('pauses a campaign with a reason that everybody sees, and resumes it', async () => {
    await open(`/campaigns/${campaign}`);
    await page.getByRole('button', { name: 'Pause' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('no order earns a bag').waitFor();
    await dialog.getByLabel('Why').fill('wrong price on the poster');
    await dialog.getByRole('button', { name: 'Pause' }).click();
    await page.locator('.page-head [data-state=PAUSED]').waitFor();
    await page.locator('.alarm').getByText('wrong price on the poster').waitFor();
    const { campaign: stored } = await call(page, 'CampaignService', 'GetCampaign', { campaignId: campaign });
    assert.equal(stored.state, 'CAMPAIGN_STATE_PAUSED');
    await page.getByRole('button', { name: 'Resume' }).click();
    await dialog.getByRole('button', { name: 'Resume' }).click();
    await page.locator('.page-head [data-state=ACTIVE]').waitFor();
  });

  it('tells a coupon’s story from the bag to the till', async () => {
    await signIn(page);
    const { entries } = await call(page, 'LedgerService', 'ListEntries', {
      filter: { campaignId: campaign },
      pageSize: 1000,
    });
    const { couponId } = entries.find(({ event }) => event.couponUsed?.step === 2).event.couponUsed;
    await page.getByRole('link', { name: 'Ledger' }).click();
    await page.locator('input[name=id]').fill(couponId);
    await page.getByRole('button', { name: 'Show its story' }).click();
    await page.getByText('Bag opened: a coupon was given').waitFor();
    await page.locator('.story').getByText('Coupon used', { exact: true }).first().waitFor();
  });

  it('saves a chart’s numbers as CSV', async () => {
    await open(`/campaigns/${campaign}?metric=liability&step=day`);
    await canvas().waitFor();
    const rows = await savedRows(page, panel('chart'));
    const { points } = await call(page, 'StatsService', 'QueryTimeseries', {
      campaignId: campaign,
      metric: 'METRIC_LIABILITY_FEN',
      granularity: 'GRANULARITY_DAY',
    });
    assert.deepEqual(
      rows.map(row => digits(row[1].replace('.', ''))),
      points.map(point => (point.value ?? '0').padStart(3, '0')),
    );
  });

  it('shows a chart as a table with the same numbers', async () => {
    await open(`/campaigns/${campaign}?metric=openings&step=day`);
    await canvas().waitFor();
    await panel('chart').getByRole('button', { name: 'As a table' }).click();
    const { points } = await call(page, 'StatsService', 'QueryTimeseries', {
      campaignId: campaign,
      metric: 'METRIC_OPENINGS',
      granularity: 'GRANULARITY_DAY',
    });
    const cells = await panel('chart').locator('.tall td.cell-figure').allInnerTexts();
    assert.deepEqual(
      cells.map(digits),
      points.map(point => point.value ?? '0'),
    );
  });

  it('makes a campaign with findings beside its fields, publishes it and ends it', async () => {
    const id = `page-${Date.now().toString(36)}`;
    await open('/new');
    await page.getByLabel('Id, which never changes').fill(id);
    await page.getByRole('group').locator('.field', { hasText: 'Coupon' }).locator('.bad').first().waitFor();
    await page.getByLabel('Name for customers').fill('A test of the page');
    for (const [index, name] of ['3 yuan off', 'A free coffee'].entries()) {
      await page.getByRole('group').getByLabel('Coupon', { exact: true }).nth(index).fill(name);
    }
    await page.waitForFunction(() => !document.querySelector('.field-notes .bad'));
    await page.getByRole('button', { name: 'Create the draft' }).click();
    await page.locator('.page-head [data-state=DRAFT]').waitFor();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.locator('.page-head [data-state=SCHEDULED]').waitFor();
    await page.getByRole('button', { name: 'End for good' }).click();
    const end = page.getByRole('dialog').getByRole('button', { name: 'End for good' });
    assert.equal(await end.isDisabled(), true);
    await page.getByLabel(`Type ${id} to confirm`).fill(id);
    await end.click();
    await page.locator('.page-head [data-state=ENDED]').waitFor();
    await page.locator('.facts').getByText('1 was in effect to the end').waitFor();
  });

  it('fills the bar of a budget only once something was given', async () => {
    const bars = page.locator('.budget-bar');
    await open(`/campaigns/${campaign}`);
    await bars.locator('span').first().waitFor();
    await page.route(/GetBudget$/, async route => {
      const answer = await (await route.fetch()).json();
      await route.fulfill({ json: { ...answer, caps: answer.caps.map(use => ({ ...use, leftFen: use.limitFen })) } });
    });
    await page.reload();
    await bars.first().waitFor();
    assert.equal(await bars.locator('span').count(), 0);
  });

  it('never writes over what another tab has saved', async () => {
    await open(`/campaigns/${campaign}/edit`);
    const name = page.getByLabel('Name for customers');
    await name.fill(`Mine ${Date.now()}`);
    const { campaign: stored } = await call(page, 'CampaignService', 'GetCampaign', { campaignId: campaign });
    await call(page, 'CampaignService', 'UpdateCampaign', {
      campaignId: campaign,
      etag: stored.etag,
      requestId: `other-${Date.now()}`,
      reason: 'the other tab',
      spec: { ...stored.spec, displayName: `Autumn leaves bag ${Date.now()}` },
    });
    await page.getByRole('button', { name: 'Save as a new version' }).click();
    await page.getByRole('alert').getByText('has changed this campaign since').waitFor();
    await page.getByRole('button', { name: 'Start over' }).click();
    await page.waitForFunction(() => document.querySelector('.grid input').value.startsWith('Autumn leaves bag 1'));
  });

  it('ends with its session, and goes on where it was after the next sign-in', async () => {
    await open('/ledger');
    await call(page, 'PeopleService', 'SignOut', {});
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByText('Your session has ended').waitFor();
    await page.locator('input[name=username]').fill(user);
    await page.locator('input[name=password]').fill(password);
    await page.locator('button[type=submit]').click();
    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  });

  it('ends its session at the server when somebody signs out, and says where it could not', async () => {
    const press = () => page.getByRole('button', { name: 'Sign out' }).click();
    const signOut = `${address}/fudai.admin.v1.PeopleService/SignOut`;
    await open('/ledger');
    const token = await page.evaluate(() => JSON.parse(localStorage.getItem('fudai.session')).session.token);
    const [answer] = await Promise.all([page.waitForResponse(signOut), press()]);
    assert.equal(answer.status(), 200);
    await page.getByText('You have signed out.').waitFor();
    const later = await fetch(`${address}/fudai.admin.v1.LedgerService/ListEntries`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{}',
    });
    assert.equal(later.status, 401);

    await signIn(page);
    await page.route(signOut, route => route.abort());
    await press();
    await page.getByText('the server could not be told').waitFor();
  });

  it('offers a viewer nothing that changes anything, and explains a page that is not theirs', async () => {
    await signIn(page);
    const name = `viewer-${Date.now().toString(36)}`;
    await call(page, 'PeopleService', 'CreatePerson', { name, role: 'ROLE_VIEWER', password: 'only-looks-here' });
    const other = await openWindow(browser);
    await other.goto(address);
    await other.locator('input[name=username]').fill(name);
    await other.locator('input[name=password]').fill('only-looks-here');
    await other.locator('button[type=submit]').click();
    await other.locator(`[data-campaign=${campaign}]`).waitFor();
    assert.equal(await other.getByRole('link', { name: 'People' }).count(), 0);
    await other.goto(`${address}/campaigns/${campaign}`);
    await other.locator('.page-head [data-state]').waitFor();
    assert.equal(await other.locator('.page-actions button').count(), 0);
    await other.goto(`${address}/people`);
    await other.getByRole('alert').getByText('Your role may not do this').waitFor();
    await other.context().close();
  });

  it('shows nothing of production in the rehearsal', async () => {
    await open(`/campaigns/${campaign}`);
    await shown('orders').waitFor();
    await page.getByText('Rehearsal', { exact: true }).click();
    await page.getByText('Nothing here reaches customers').waitFor();
    assert.equal(new URL(page.url()).pathname, '/');
    assert.equal(await page.locator(`[data-campaign=${campaign}]`).count(), 0);
    await page.getByText('Production', { exact: true }).click();
    await page.locator(`[data-campaign=${campaign}]`).waitFor();
  });

  it('compares with the range before, and keeps the picture', async () => {
    await open(`/campaigns/${campaign}?metric=orders&range=week`);
    await canvas().waitFor();
    await page.getByLabel('With the range before').check();
    await page.waitForURL(/compare=1/);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      panel('chart').getByRole('button', { name: 'PNG' }).click(),
    ]);
    const picture = await readFile(await file.path());
    assert.equal(picture.subarray(1, 4).toString(), 'PNG');
    assert.ok(picture.length > 5_000, `the picture has ${picture.length} bytes`);
  });

  it('names what differs between two versions, and who changed what', async () => {
    await open(`/campaigns/${campaign}/edit`);
    const reason = `reason ${Date.now()}`;
    await page.getByLabel('Name for customers').fill(`Autumn leaves ${Date.now()}`);
    await page.getByLabel('Why (for the audit log').fill(reason);
    await page.getByRole('button', { name: 'Save as a new version' }).click();
    await page.waitForURL(/plan$/);
    await page.getByRole('link', { name: 'Versions' }).click();
    await page.locator('code', { hasText: /^display_name$/ }).waitFor();
    await page.goto(`${address}/audit?campaign_id=${campaign}`);
    const entry = page.locator('.audit-entry', { hasText: reason });
    await entry.getByRole('button', { name: 'What changed' }).click();
    await entry.locator('code', { hasText: /^spec.displayName$/ }).waitFor();
  });

  it('explains addresses that lead nowhere', async () => {
    await open('/campaigns/no-such-campaign');
    await page.getByText('There is no campaign “no-such-campaign”').waitFor();
    await page.goto(`${address}/campaigns/${campaign}?metric=nonsense&range=custom&from=9999-99-99&to=1`);
    await page.getByText('Choose the first and the last day').waitFor();
    await page.goto(`${address}/ledger?kind=coupon&id=nothing-of-that-name`);
    await page.getByText('The ledger has nothing of').waitFor();
  });

  it('can be worked by keyboard alone', async () => {
    await open('/');
    await page.locator('.card').first().waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the content');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'MAIN');
    assert.equal(await state().count(), 0);
  });
});
