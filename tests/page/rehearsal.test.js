// The rehearsal as a whole: its clock, a campaign of production in it, and a wipe, each on the real servers.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { address, call, campaign, openWindow } from './browser.js';
import { digits } from './figures.js';
import { onPages } from './sections.js';

const day = 86_400_000;

describe('the rehearsal', () => {
  const { open, page, figure } = onPages();
  const ask = (service, method, request) => call(page(), service, method, request, 'rehearsal');
  const now = async () => Date.parse((await ask('RehearsalService', 'GetRehearsal', {})).now);
  const button = name => page().getByRole('button', { name, exact: true });
  const enter = async () => {
    await open('/rehearsal');
    await button('To the rehearsal').click();
    await figure('clock').waitFor();
  };

  it('has its page once somebody works in it', async () => {
    await open('/rehearsal');
    await page().getByText('You are in production').waitFor();
    assert.equal(await page().getByRole('link', { name: 'Rehearsal', exact: true }).count(), 0);
    await button('To the rehearsal').click();
    await page().getByRole('link', { name: 'Rehearsal', exact: true }).waitFor();
    const { keys, events } = await ask('RehearsalService', 'GetRehearsal', {});
    await page().waitForFunction(
      ([name, count]) => document.querySelector(`[data-figure=${name}]`)?.textContent.replace(/\D/g, '') === count,
      ['keys', keys ?? '0'],
    );
    assert.equal(digits(await figure('events').innerText()), events ?? '0');
  });

  it('moves its clock by a length of time', async () => {
    await enter();
    const before = await now();
    await page().getByLabel('Forwards by').fill('36');
    await page().getByLabel('Unit').selectOption('hours');
    const words = await page().getByText('The clock will show').innerText();
    await button('Move it forwards').click();
    await page().getByRole('status').getByText(words.replace('will show', 'shows')).waitFor();
    assert.equal(await now(), before + 1.5 * day);
  });

  it('moves its clock to a moment of a zone', async () => {
    await enter();
    const next = new Date((await now()) + 3 * day).toISOString().slice(0, 10);
    await page().getByText('To a moment', { exact: true }).click();
    await page().getByLabel('Time zone').selectOption('Europe/Moscow');
    await page().getByLabel('Day and time').fill(`${next}T00:00`);
    await button('Move it forwards').click();
    await page().getByRole('status').getByText('The clock shows').waitFor();
    assert.equal(await now(), Date.parse(`${next}T00:00+03:00`));
  });

  it('lets the pages know what time it is', async () => {
    await enter();
    await ask('RehearsalService', 'AdvanceClock', { to: '2040-02-03T04:00:00Z' });
    await page().reload();
    await page().getByText('3 Feb 2040, 12:00:00').waitFor();
    await page().getByRole('link', { name: 'Campaigns', exact: true }).click();
    await page().getByRole('link', { name: 'New campaign' }).click();
    await page().locator('[data-path=start_time]').waitFor();
    assert.match(await page().locator('[data-path=start_time]').inputValue(), /^2040-02-0/);
  });

  it('neither goes back nor beyond its end', async () => {
    await enter();
    const move = button('Move it forwards');
    await page().getByLabel('Forwards by').fill('0');
    await page().getByText('The clock only moves forwards').waitFor();
    assert.equal(await move.isDisabled(), true);
    await page().getByLabel('Forwards by').fill('99999');
    await page().getByText('The clock ends before the year 2100').waitFor();
    assert.equal(await move.isDisabled(), true);
  });

  it('shows the server’s words where somebody else has moved the clock further', async () => {
    await enter();
    await page().getByLabel('Forwards by').fill('1');
    const late = await now();
    await ask('RehearsalService', 'AdvanceClock', { to: new Date(late + 5 * day).toISOString() });
    await button('Move it forwards').click();
    await page().getByRole('alert').getByText('Something in the request is not right').waitFor();
    assert.equal(await now(), late + 5 * day);
  });

  it('imports a campaign of production', async () => {
    await enter();
    const choice = page().getByLabel('Campaign in production');
    await choice.selectOption(campaign);
    await button('Import').click();
    await page().getByText('is here, as a draft').waitFor();
    const { campaign: draft } = await ask('CampaignService', 'GetCampaign', { campaignId: campaign });
    assert.equal(draft.state, 'CAMPAIGN_STATE_DRAFT');
    assert.equal(Date.parse(draft.spec.startTime), Math.floor((await now()) / 60_000) * 60_000);
    // As production has it, it is another one.
    await page().getByLabel('Let it begin with the minute').uncheck();
    await button('Import').click();
    await page().getByRole('alert').getByText('says something else').waitFor();
    await page().locator('.links').getByRole('link', { name: campaign }).click();
    await page().locator('.page-head [data-state=DRAFT]').waitFor();
  });

  it('is wiped, once its name is typed', async () => {
    await enter();
    await button('Wipe the rehearsal').click();
    const dialog = page().getByRole('dialog');
    await dialog.getByText('Production is not touched').waitFor();
    const wipe = dialog.getByRole('button', { name: 'Wipe the rehearsal' });
    assert.equal(await wipe.isDisabled(), true);
    await page().getByLabel('Type rehearsal to confirm').fill('rehearsal');
    await wipe.click();
    await page().getByText('The rehearsal is empty').waitFor();
    await page().getByText('No campaign is here yet').waitFor();
    assert.ok(Math.abs((await now()) - Date.now()) < day);
    await call(page(), 'CampaignService', 'GetCampaign', { campaignId: campaign });
  });

  it('shows its state to everybody, and its controls to whom they are for', async () => {
    await enter();
    const name = `approver-${Date.now().toString(36)}`;
    await call(page(), 'PeopleService', 'CreatePerson', {
      name,
      role: 'ROLE_APPROVER',
      password: 'only-approves-here',
    });
    const other = await openWindow(page().context().browser());
    await other.goto(`${address}/rehearsal`);
    await other.locator('input[name=username]').fill(name);
    await other.locator('input[name=password]').fill('only-approves-here');
    await other.locator('button[type=submit]').click();
    await other.getByRole('button', { name: 'To the rehearsal' }).click();
    await other.locator('[data-figure=clock]').waitFor();
    await other.getByRole('alert').getByText('This takes: Editor or Owner').waitFor();
    assert.equal(await other.locator('main form').count(), 0);
    assert.equal(await other.getByRole('button', { name: 'Wipe the rehearsal' }).count(), 0);
    await other.context().close();
  });
});
