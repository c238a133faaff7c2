// What goes wrong on the page, each with its message: addresses made up by hand, pages of other roles, sessions that end, and two people
// who edit one campaign.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, beforeEach, afterEach, describe, it } from 'node:test';
import { address, call, campaign, openBrowser, openWindow, password, signIn, user } from './browser.js';

const everyField = JSON.parse(await readFile(new URL('every-field.json', import.meta.url), 'utf8'));
const long = 'x'.repeat(3000);

describe('what goes wrong', () => {
  let browser;
  let page;
  let broken;
  before(async () => (browser = await openBrowser()));
  after(() => browser.close());
  beforeEach(async () => {
    page = await openWindow(browser);
    broken = [];
    page.on('pageerror', error => broken.push(error.message));
  });
  afterEach(async () => {
    await page.context().close();
    assert.deepEqual(broken, []);
  });

  const newDraft = async () => {
    const id = `two-${Date.now().toString(36)}`;
    await call(page, 'CampaignService', 'CreateCampaign', { campaignId: id, spec: everyField });
    return id;
  };
  const field = path => page.locator(`[data-path=${JSON.stringify(path)}]`);
  const save = () => page.getByRole('button', { name: 'Save as a new version' });
  const specOf = async id => (await call(page, 'CampaignService', 'GetCampaign', { campaignId: id })).campaign.spec;

  const addresses = [
    ['an unknown campaign', '/campaigns/no-such-campaign', 'There is no campaign “no-such-campaign”'],
    ['a malformed campaign id', '/campaigns/%E4%BD%A0%20%3Cb%3E', 'There is no campaign “你 <b>”'],
    ['an id that is no text', '/campaigns/%ff%fe', 'There is no campaign'],
    ['an id of 3,000 letters', `/campaigns/${long}`, 'There is no campaign “xxx'],
    ['a section that there is not', `/campaigns/${campaign}/profits`, 'There is nothing at this address'],
    ['a range that there is not', `/campaigns/${campaign}?range=decade`, 'asks for “range=decade”'],
    [
      'a range of nonsense days',
      `/campaigns/${campaign}?range=custom&from=9999-99-99&to=1`,
      'Choose the first and the',
    ],
    [
      'a range that ends before it begins',
      `/campaigns/${campaign}?range=custom&from=2026-02-02&to=2026-01-01`,
      'Choose',
    ],
    [
      'a range of ten thousand years',
      `/campaigns/${campaign}?range=custom&from=0001-01-01&to=9998-12-31`,
      'from 2000 to 2099',
    ],
    ['a metric that there is not', `/campaigns/${campaign}?metric=constructor`, 'asks for “metric=constructor”'],
    ['steps that there are not', `/campaigns/${campaign}?step=${long}`, 'asks for “step=xxx'],
    ['a state that there is not', '/?state=toString', 'asks for “state=toString”'],
    ['a kind that there is not', '/ledger?kind=constructor&id=a', 'asks for “kind=constructor”'],
    ['an id that the ledger cannot hold', `/ledger?kind=user&id=${long}`, 'Something in the request is not right'],
    ['an unknown coupon', '/ledger?kind=coupon&id=nothing-of-that-name', 'The ledger has nothing of'],
    ['a page that there is not', '/no/such/page', 'There is nothing at this address'],
  ];
  for (const [name, path, words] of addresses) {
    it(`explains an address with ${name}`, async () => {
      await signIn(page);
      await page.goto(address + path);
      await page.getByText(words).first().waitFor();
      const beyond = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      assert.equal(beyond, 0, 'the page is wider than its window');
    });
  }

  it('says that a range is too long for its steps', async () => {
    await signIn(page);
    await page.goto(`${address}/campaigns/${campaign}?range=custom&from=2000-01-01&to=2099-12-31&step=hour`);
    await page.getByRole('alert').getByText('has more than 10000 buckets; it should be shorter').waitFor();
    // What counts whole days has an answer all the same.
    await page.locator('[data-step=orders]').waitFor();
  });

  it('explains to a viewer the pages of other roles', async () => {
    await signIn(page);
    const name = `viewer-${Date.now().toString(36)}`;
    await call(page, 'PeopleService', 'CreatePerson', { name, role: 'ROLE_VIEWER', password: 'only-looks-here' });
    const other = await openWindow(browser);
    await other.goto(`${address}/people`);
    await other.locator('input[name=username]').fill(name);
    await other.locator('input[name=password]').fill('only-looks-here');
    await other.locator('button[type=submit]').click();
    await other.getByRole('alert').getByText('This takes: Owner').waitFor();
    const pages = [
      ['/people', 'This takes: Owner'],
      ['/audit', 'This takes: Approver or Owner'],
      ['/new', 'This takes: Editor or Owner'],
      [`/campaigns/${campaign}/edit`, 'This takes: Editor or Owner'],
    ];
    for (const [path, words] of pages) {
      await other.goto(address + path);
      await other.getByRole('alert').getByText(words).waitFor();
      assert.equal(await other.locator('.save-bar').count(), 0);
    }
    await other.context().close();
  });

  it('puts two people’s edits together, and shows what each has changed', async () => {
    await signIn(page);
    const id = await newDraft();
    await page.goto(`${address}/campaigns/${id}/edit`);
    await field('display_name').fill('Mine');
    await field('growth.drops_per_cup').fill('250');
    const other = await page.context().newPage();
    await other.goto(`${address}/campaigns/${id}/edit`);
    await other.getByLabel('Name for customers').fill('Theirs');
    await other.getByLabel('On one day').fill('777');
    await other.getByRole('button', { name: 'Save as a new version' }).click();
    await other.waitForURL(/plan$/);
    await other.close();
    await save().click();
    await page.getByRole('alert').getByText(`${user} has changed this campaign`).waitFor();
    await page.getByRole('button', { name: 'Show what differs' }).click();
    const row = text => page.locator('.overtaken tr', { hasText: text });
    assert.match(await row('Name for customers').innerText(), /both changed it.*Every field bag.*Theirs.*Mine/s);
    assert.match(await row('On one day').innerText(), /¥1,000,000\.05.*¥777\.00/s);
    assert.equal(await field('display_name').inputValue(), 'Mine');
    await page.getByRole('button', { name: 'Take both' }).click();
    await save().click();
    await page.waitForURL(/plan$/);
    const spec = await specOf(id);
    assert.deepEqual([spec.displayName, spec.growth.dropsPerCup, spec.budget.dailyFen], ['Mine', '250', '77700']);
  });

  it('starts over from what somebody else has saved, and gives back what was typed', async () => {
    await signIn(page);
    const id = await newDraft();
    await page.goto(`${address}/campaigns/${id}/edit`);
    await field('display_name').fill('Mine');
    const { campaign: stored } = await call(page, 'CampaignService', 'GetCampaign', { campaignId: id });
    await call(page, 'CampaignService', 'UpdateCampaign', {
      campaignId: id,
      etag: stored.etag,
      requestId: `other-${Date.now()}`,
      spec: { ...stored.spec, displayName: 'Theirs' },
    });
    // The page looks for itself, before anything is saved.
    await page.getByRole('button', { name: 'Start over from the newest' }).click({ timeout: 20_000 });
    assert.equal(await field('display_name').inputValue(), 'Theirs');
    await page.getByRole('button', { name: 'Put back what I had typed' }).click();
    assert.equal(await field('display_name').inputValue(), 'Mine');
    await page.getByRole('button', { name: 'Take both' }).waitFor();
  });

  it('loses nothing that was typed when the session ends', async () => {
    await signIn(page);
    const id = await newDraft();
    await page.goto(`${address}/campaigns/${id}/edit`);
    await field('display_name').fill('Typed before the session ended');
    await page.getByLabel('Why').fill('a better name');
    await call(page, 'PeopleService', 'SignOut', {});
    await save().click();
    await page.getByText('Your session has ended').waitFor();
    await page.locator('input[name=username]').fill(user);
    await page.locator('input[name=password]').fill(password);
    await page.locator('button[type=submit]').click();
    await page.getByText('You had not saved these edits').waitFor();
    assert.equal(await field('display_name').inputValue(), 'Typed before the session ended');
    assert.equal(await page.getByLabel('Why').inputValue(), 'a better name');
    await save().click();
    await page.waitForURL(/plan$/);
    assert.equal((await specOf(id)).displayName, 'Typed before the session ended');
    await page.goto(`${address}/campaigns/${id}/edit`);
    await field('display_name').waitFor();
    assert.equal(await page.getByText('You had not saved these edits').count(), 0);
  });

  it('keeps a new campaign over a reload, until it is discarded', async () => {
    await signIn(page);
    await page.goto(`${address}/new`);
    await page.getByLabel('Id, which never changes').fill('half-typed');
    await field('display_name').fill('Half typed');
    await page.reload();
    await page.getByText('You had not saved these edits').waitFor();
    assert.equal(await field('display_name').inputValue(), 'Half typed');
    await page.getByRole('button', { name: 'Discard them' }).click();
    assert.equal(await field('display_name').inputValue(), '');
    assert.equal(await page.getByLabel('Id, which never changes').inputValue(), '');
  });

  it('shows the server’s reasons where an edit of what runs is not possible', async () => {
    await signIn(page);
    await page.goto(`${address}/campaigns/${campaign}/edit`);
    await field('time_zone').fill('Europe/Paris');
    // It is said while it is typed, and again when it is to be saved.
    await page.locator('.field-notes').getByText('it should stay "Asia/Shanghai"').waitFor();
    await save().click();
    await page.getByRole('alert').getByText('once the campaign has been published').waitFor();
    assert.equal(await field('time_zone').inputValue(), 'Europe/Paris');
  });

  it('says in Chinese too what may not change once it is published, beside each field', async () => {
    await signIn(page);
    const id = await newDraft();
    await call(page, 'CampaignService', 'PublishCampaign', { campaignId: id });
    // The newest version is not the one in effect.
    const { campaign: stored } = await call(page, 'CampaignService', 'GetCampaign', { campaignId: id });
    const spec = { ...stored.spec, displayName: 'Not published' };
    await call(page, 'CampaignService', 'UpdateCampaign', { campaignId: id, etag: stored.etag, requestId: id, spec });
    await page.goto(`${address}/campaigns/${id}/edit`);
    await page.getByText('中文').click();
    const wrong = {
      time_zone: ['UTC', '活动发布后须保持'],
      'growth.drops_per_cup': ['7', '已有杯子按此累积'],
      'budget.total_fen': ['5000000', '应不低于'],
    };
    for (const [path, [text, words]] of Object.entries(wrong)) {
      await field(path).fill(text);
      await page
        .locator('.field', { has: field(path) })
        .locator('.bad', { hasText: words })
        .waitFor();
      await page.locator('.check-panel .finding-error', { hasText: words }).waitFor();
    }
    await page.getByRole('button', { name: '保存为新版本' }).click();
    const alert = page.locator('.error-note').getByText('once the campaign has been published');
    await alert.waitFor();
    for (const path of Object.keys(wrong)) assert.match(await alert.innerText(), new RegExp(`${path}: is `));
  });

  it('says that a campaign that is over can no longer be edited', async () => {
    await signIn(page);
    const id = await newDraft();
    await call(page, 'CampaignService', 'PublishCampaign', { campaignId: id });
    await call(page, 'CampaignService', 'EndCampaign', { campaignId: id });
    await page.goto(`${address}/campaigns/${id}/edit`);
    await page.getByText('is over and can no longer be edited').waitFor();
  });
});
