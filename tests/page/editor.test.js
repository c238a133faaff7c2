// The campaign editor, against the real validator and estimate.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, beforeEach, afterEach, describe, it } from 'node:test';
import { seriousFaults } from './axe.js';
import { address, call, openBrowser, openWindow, signIn } from './browser.js';
import { digits } from './figures.js';

const everyField = JSON.parse(await readFile(new URL('every-field.json', import.meta.url), 'utf8'));

const snake = name => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

// The path of every value of a spec, as findings name it.
function pathsOf(value, path = '') {
  if (Array.isArray(value) && value.every(each => typeof each === 'object'))
    return value.flatMap((each, index) => pathsOf(each, `${path}[${index}]`));
  if (typeof value !== 'object' || Array.isArray(value) || Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([name, each]) => pathsOf(each, path ? `${path}.${snake(name)}` : snake(name)));
}

describe('the campaign editor', () => {
  let browser;
  let page;
  let id;
  before(async () => (browser = await openBrowser()));
  after(() => browser.close());
  beforeEach(async () => {
    page = await openWindow(browser);
    await signIn(page);
    id = `every-${Date.now().toString(36)}`;
    await call(page, 'CampaignService', 'CreateCampaign', { campaignId: id, spec: everyField });
    await page.goto(`${address}/campaigns/${id}/edit`);
    await page.locator('.save-bar').waitFor();
  });
  afterEach(() => page.context().close());

  const field = path => page.locator(`[data-path=${JSON.stringify(path)}]`);
  const save = () => page.getByRole('button', { name: 'Save as a new version' });
  const checked = () => page.locator('[data-checking=false]').waitFor();
  const finding = text => page.locator('.check-panel .finding', { hasText: text });
  const stored = async () => (await call(page, 'CampaignService', 'GetCampaign', { campaignId: id })).campaign.spec;
  // What a fold holds may be folded too.
  const unfold = async where => {
    while (await page.locator(`${where}:not([open])`).count()) {
      await page.locator(`${where}:not([open]) > summary`).first().click();
    }
  };

  it('has a field for every value of a campaign, and shuts nobody out', async () => {
    await unfold('details');
    const fields = await page.locator('[data-path]').evaluateAll(all => all.map(each => each.dataset.path));
    const has = path => fields.some(each => path === each || path.startsWith(`${each}.`));
    assert.deepEqual(
      pathsOf(everyField).filter(path => !has(path)),
      [],
    );
  });

  it('changes nothing of a campaign whose every field is typed anew', async () => {
    await unfold('details.coupon');
    for (const input of await page.locator('.editor-form :is(input:not([type=checkbox]), textarea)').all()) {
      const value = await input.inputValue();
      const isMoment = (await input.getAttribute('type')) === 'datetime-local';
      await input.fill(isMoment ? '2031-01-01T00:00' : `${value}1`);
      await input.fill(value);
    }
    for (const box of await page.locator('.editor-form input[type=checkbox]').all()) {
      await box.click();
      await box.click();
    }
    assert.equal(await save().isDisabled(), true);
    await field('display_name').fill('Another name');
    await save().click();
    await page.waitForURL(/plan$/);
    assert.deepEqual(await stored(), { ...everyField, displayName: 'Another name' });
  });

  it('stores conditions that are set by hand', async () => {
    await page.locator('summary', { hasText: 'Delivery free' }).click();
    const coupon = page.locator('details.coupon', { hasText: 'Delivery free' });
    await coupon.locator('summary', { hasText: 'Conditions' }).click();
    await coupon.getByLabel('Categories', { exact: true }).fill('tea，coffee cake');
    await coupon.getByLabel('Usable from').fill('2031-03-05T08:30');
    await coupon.getByLabel('First order only').check();
    await coupon.getByRole('button', { name: 'Add hours' }).click();
    await coupon.getByLabel('Sat').check();
    await coupon.getByLabel('To', { exact: true }).fill('24:00');
    await checked();
    await save().click();
    await page.waitForURL(/plan$/);
    assert.deepEqual((await stored()).templates[4].conditions, {
      categories: ['tea', 'coffee', 'cake'],
      firstOrderOnly: true,
      hours: [{ days: [1, 2, 3, 4, 5, 6], startMinute: 540, endMinute: 1440 }],
      notBefore: '2031-03-05T00:30:00Z',
    });
  });

  it('leads from a finding to its field, wherever that is folded', async () => {
    const coupon = page.locator('details.coupon', { hasText: 'Delivery free' });
    await page.locator('summary', { hasText: 'Delivery free' }).click();
    await coupon.locator('summary', { hasText: 'Limits' }).click();
    await coupon.getByLabel('Stacking group').fill('No Group');
    await finding('Stacking group').waitFor();
    await coupon.locator('> summary').click();
    await finding('Stacking group').getByRole('button').click();
    await page.waitForFunction(() => document.activeElement.dataset.path === 'templates[4].stacking.group');
    assert.match(await coupon.locator('.field', { hasText: 'Stacking group' }).locator('.bad').innerText(), /No Group/);
  });

  it('saves nothing while a field cannot be read', async () => {
    await field('budget.total_fen').fill('a lot');
    await page.getByText('An amount such as 12.50').first().waitFor();
    assert.equal(await save().isDisabled(), true);
    await field('growth.drops_per_cup').fill('99999999999999999999');
    await finding('The number is too large').getByRole('button').click();
    await page.waitForFunction(() => document.activeElement.dataset.path === 'growth.drops_per_cup');
    await field('growth.drops_per_cup').fill('300');
    await field('budget.total_fen').fill('10000000');
    await checked();
    assert.equal(await save().isEnabled(), true);
  });

  it('gives no two coupons one id, and lets what speaks of a coupon follow its id', async () => {
    await page.locator('summary', { hasText: 'A free coffee' }).click();
    const templateId = field('templates[5].template_id');
    await templateId.fill('delivery');
    await page.getByText('Another coupon has this id').first().waitFor();
    await templateId.fill('coffee-on-us');
    await checked();
    await save().click();
    await page.waitForURL(/plan$/);
    const { templates, recipe, growth } = await stored();
    assert.deepEqual(
      [templates[5].templateId, recipe[5].templateId, growth.freeCoffeeTemplateId],
      ['coffee-on-us', 'coffee-on-us', 'coffee-on-us'],
    );
  });

  it('says what it costs while it is typed, under assumptions that can be changed', async () => {
    await page.getByLabel('Orders a day').fill('70');
    await page.getByLabel('Coupons that friends open, %').fill('40');
    await field('growth.drops_per_cup').fill('400');
    await page.locator('.costs[data-old=false]').getByText('with 70 orders').waitFor();
    const spec = structuredClone(everyField);
    spec.growth.dropsPerCup = '400';
    const cost = await call(page, 'CampaignService', 'EstimateCampaign', {
      spec,
      openRateBp: 4000,
      redemptionRateBp: 3000,
      newFriendRateBp: 5000,
      ordersPerBuyer: 1,
      ordersPerDay: '70',
    });
    const fields = ['maxLiabilityFen', 'expectedLiabilityFen', 'expectedCostFen'];
    const cells = await page.locator('.costs td.cell-figure').allInnerTexts();
    assert.deepEqual(
      cells.map(digits),
      fields.flatMap(name => [cost.perOrder[name], cost.perDay[name]]),
    );
  });

  it('speaks Chinese, findings too, with amounts in yuan', async () => {
    await page.getByText('中文').click();
    await finding('达不到预算所计的最高价值 ¥3.00').waitFor();
    assert.equal(await page.locator('.check-panel [lang=en]').count(), 0);
  });

  it('says why there is no cost: what is typed, what is assumed, or a server that is away', async () => {
    const panel = page.locator('.editor-aside');
    await page.getByLabel('Orders a day').fill('70');
    await panel.locator('.costs[data-old=false]').waitFor();
    await page.getByLabel('Orders of one buyer').fill('none');
    await panel.getByText('Rates are 0 to 100').waitFor();
    await panel.locator('.costs[data-old=true]').waitFor();
    await page.getByLabel('Orders of one buyer').fill('1');
    await field('growth.drops_per_cup').fill('0');
    await panel.getByText('once the errors are mended').waitFor();
    await page.route('**/EstimateCampaign', route => route.abort());
    await field('growth.drops_per_cup').fill('500');
    await panel.getByText('cannot be reached').waitFor({ timeout: 20_000 });
    await page.unroute('**/EstimateCampaign');
    await panel.getByRole('button', { name: 'Try again' }).click();
    await panel.locator('.costs[data-old=false]').waitFor();
  });
});
