// Growth coffee on the page, held against what the API answers.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { campaign } from './browser.js';
import { digits, savedRows } from './figures.js';
import { onPages } from './sections.js';

describe('growth coffee on the page', () => {
  const { open, page, ask, figure, part } = onPages();

  it('shows cups, drops and steps as the API has them', async () => {
    await open(`/campaigns/${campaign}/coffee`);
    await figure('coffee-drops').waitFor();
    const answer = await ask('QueryGrowthCoffee');
    assert.equal(digits(await figure('coffee-in-progress').innerText()), answer.cupsInProgress ?? '0');
    assert.equal(digits(await figure('coffee-filled').innerText()), answer.cupsFilled ?? '0');
    assert.equal(digits(await figure('coffee-drops').innerText()), answer.drops ?? '0');
    const fields = ['openings', 'drops', 'cupsFilled'];
    assert.deepEqual(
      (await savedRows(page(), part('coffee-steps'))).map(row => [...row.slice(0, 5), row[6]]),
      answer.steps.map(step => [
        String(step.minHelpers ?? 0),
        String(step.dropsPerOpen),
        ...fields.map(name => step[name] ?? '0'),
        step.sharers ?? '0',
      ]),
    );
    assert.deepEqual(
      await savedRows(page(), part('cups-fullness')),
      answer.fullness.map(({ tenths, cups }) => [String(tenths ?? 0), cups]),
    );
    assert.deepEqual(
      await savedRows(page(), part('drops-per-open')),
      answer.dropsPerOpen.map(({ drops, openings }) => [drops ?? '0', openings]),
    );
  });
});
