// Sharers and their trees on the page: against what the API answers, and at ten thousand nodes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { campaign } from './browser.js';
import { digits, savedRows } from './figures.js';
import { framesDuring, pan, spread, zoom } from './frames.js';
import { onPages } from './sections.js';

const manyNodes = 10_000;

// A tree in which everybody has brought ten, level by level.
const wideTree = () =>
  Array.from({ length: manyNodes }, (_, index) => ({
    user: `P-${index}`,
    parent: index === 0 ? -1 : Math.floor((index - 1) / 10),
    orders: String(index % 3),
    touched: index * 10 + 1 < manyNodes ? '10' : '0',
  }));

describe('sharers on the page', () => {
  const { open, page, ask, figure, part } = onPages();
  const chosen = () => page().locator('.tree-details').getAttribute('data-node');
  const choose = node => page().locator(`.tree-details[data-node="${node}"]`).waitFor();

  it('stand in the order and with the numbers that the API gives', async () => {
    await open(`/campaigns/${campaign}/sharers`);
    await part('sharers').locator('td').first().waitFor();
    const { sharers } = await ask('ListSharers');
    const numbers = ['bags', 'openings', 'brought', 'freeCoffees'];
    assert.deepEqual(
      await savedRows(page(), part('sharers')),
      sharers.map(each => [each.user, String(each.generation ?? 0), ...numbers.map(name => each[name] ?? '0')]),
    );
  });

  it('show their tree as the API has it, and lead to the ledger', async () => {
    await open(`/campaigns/${campaign}/sharers`);
    await part('sharers')
      .getByRole('link', { name: /^Tree of/ })
      .first()
      .click();
    await page().waitForURL(/\/sharers\/./);
    await page().locator('.tree-canvas[data-drawn]').waitFor();
    const user = await chosen();
    const { nodes } = await ask('GetShareTree', { campaignId: campaign, user, maxNodes: manyNodes });
    assert.equal(nodes[0].user, user);
    assert.equal(digits(await figure('tree-people').innerText()), String(nodes.length - 1));
    const children = nodes.filter(({ parent }) => (parent ?? 0) === 0);
    const listed = await page().locator('.tree-children .link-button').allInnerTexts();
    assert.deepEqual(
      listed,
      children.slice(0, listed.length).map(child => child.user),
    );
    await page().locator('.tree-children .link-button').first().click();
    await choose(children[0].user);
    await page().locator('.tree-details a[href^="/ledger"]').click();
    await page().locator('.story-entry').first().waitFor();
  });

  it('say that nobody is known by a name', async () => {
    await open(`/campaigns/${campaign}/sharers/nobody-at-all`);
    await page().getByText('Nobody is known as “nobody-at-all”').waitFor();
  });

  it('have large trees read in steps, as far as one asks', async () => {
    const asked = [];
    await page().route(/GetShareTree$/, route => {
      const { maxNodes } = route.request().postDataJSON();
      asked.push(maxNodes);
      const nodes = wideTree().slice(0, maxNodes);
      return route.fulfill({
        contentType: 'application/json',
        body: JSON.stringify({ nodes, truncated: nodes.length < manyNodes }),
      });
    });
    await open(`/campaigns/${campaign}/sharers/P-0`);
    await page().locator('.tree-canvas[data-drawn="2000"]').waitFor();
    await page().getByRole('button', { name: 'Read more of them' }).click();
    await page().locator(`.tree-canvas[data-drawn="${manyNodes}"]`).waitFor();
    assert.equal(await page().getByRole('button', { name: 'Read more of them' }).count(), 0);
    assert.deepEqual(asked, [2_000, manyNodes]);
  });

  it('have trees of ten thousand that move with the hand', async test => {
    await page().route(/GetShareTree$/, route =>
      route.fulfill({ contentType: 'application/json', body: JSON.stringify({ nodes: wideTree() }) }),
    );
    await open(`/campaigns/${campaign}/sharers/P-0`);
    const canvas = page().locator(`.tree-canvas[data-drawn="${manyNodes}"]`);
    await canvas.waitFor();
    await canvas.scrollIntoViewIfNeeded();
    for (const [name, act] of [
      ['panning', pan],
      ['zooming', zoom],
    ]) {
      const picture = await canvas.screenshot();
      const times = await framesDuring(page(), () => act(page(), canvas));
      assert.notDeepEqual(await canvas.screenshot(), picture, `${name} changes nothing`);
      // How fast it is depends on the machine, so that it is told and not judged.
      test.diagnostic(`${name} ${manyNodes} nodes: ${times.length} frames, ${spread(times)}`);
    }
  });

  it('have trees of ten thousand that are walked by keyboard, by search and by pointer', async () => {
    await page().route(/GetShareTree$/, route =>
      route.fulfill({ contentType: 'application/json', body: JSON.stringify({ nodes: wideTree() }) }),
    );
    await open(`/campaigns/${campaign}/sharers/P-0`);
    const canvas = page().locator(`.tree-canvas[data-drawn="${manyNodes}"]`);
    await canvas.waitFor();
    await canvas.focus();
    for (const [key, node] of [
      ['ArrowDown', 'P-1'],
      ['ArrowRight', 'P-2'],
      ['ArrowDown', 'P-21'],
      ['ArrowUp', 'P-2'],
    ]) {
      await page().keyboard.press(key);
      await choose(node);
    }
    await page().locator('input[name=find]').fill('p-9999');
    await page().keyboard.press('Enter');
    await choose('P-9999');
    const { width, height } = await canvas.boundingBox();
    await page().getByRole('button', { name: 'All of it' }).click();
    await canvas.click({ position: { x: width / 2, y: height / 2 } });
    await choose('P-0');
    assert.equal((await savedRows(page(), page().locator('section[aria-labelledby=tree-title]'))).length, manyNodes);
  });
});
