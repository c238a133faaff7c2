import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findings } from '@/i18n/zh/findings';
import { sayAgain } from './findingWords';

// All that the validator says of one bad input for each field of a campaign.
const golden = new URL('../../../../../common/campaign_rules/bad_inputs_golden.txt', import.meta.url);
const messages = [
  ...new Set(
    readFileSync(golden, 'utf8')
      .split('\n')
      .flatMap(line => /^ {2}(?:error|warning) [^:]+: (.*?)(?: \[wechat\.[\w-]+\])?$/.exec(line)?.[1] ?? []),
  ),
];

const say = (message: string): string | undefined => sayAgain(message, findings, 'Asia/Shanghai', 'zh-CN');

describe('findings in Chinese', () => {
  it('are read from the validator’s own list', () => expect(messages.length).toBeGreaterThan(70));

  it.each(messages)('say: %s', message => {
    const words = say(message);
    expect(words).toBeDefined();
    expect(words).not.toMatch(/should|[{}]|\bfen\b|undefined/);
  });

  it('show amounts in yuan and moments in the campaign’s zone', () => {
    expect(say('is 301; it should be 1 to value_fen, which is 300')).toBe('为 ¥3.01，应在 ¥0.01 至最高价值 ¥3.00 之间');
    expect(say('is 2025-12-31T23:59:59+00:00; it should be after start_time, which is 2026-01-01T00:00:00+00:00')).toBe(
      '为 2026年1月1日 07:59，应晚于开始时间 2026年1月1日 08:00',
    );
  });

  it('are none for what is not known', () => expect(say('is on fire')).toBeUndefined());
});
