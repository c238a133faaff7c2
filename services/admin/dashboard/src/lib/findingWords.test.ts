import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findings } from '@/i18n/zh/findings';
import { sayAgain } from './findingWords';

const read = (path: string): string => readFileSync(new URL(`../../../../../${path}`, import.meta.url), 'utf8');

// Each kind of finding, with its sentence.
const kinds = new Map(
  [...read('docs/findings.md').matchAll(/^\| `([a-z]\w+)` \| (.*) \|$/gm)].map(([, code = '', said = '']) => [
    code,
    said,
  ]),
);

// All that the validator says of one bad input for each field of a campaign.
const said = [...read('common/campaign_rules/bad_inputs_golden.txt').matchAll(/^ {4}(\w+): (.*)$/gm)].map(
  ([, code = '', values = '']) => ({
    code,
    params: Object.fromEntries(values ? values.split('; ').map(value => value.split(' = ') as [string, string]) : []),
  }),
);

const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
const say = (finding: (typeof said)[number]): string | undefined =>
  sayAgain(finding, findings, 'Asia/Shanghai', 'zh-CN');

describe('findings in Chinese', () => {
  it('are of the validator’s own kinds, and of all of them', () => {
    expect(kinds.size).toBeGreaterThan(60);
    expect(Object.keys(findings)).toEqual([...kinds.keys()]);
  });

  it.each(Object.entries(findings))('name values that the validator gives: %s', (code, words) => {
    expect(namesIn(kinds.get(code) ?? '')).toEqual(expect.arrayContaining(namesIn(words)));
  });

  it.each(said)('say: $code $params', finding => {
    const words = say(finding);
    expect(words).toBeDefined();
    expect(words).not.toMatch(/should|[{}]|\bfen\b|undefined|Invalid/);
  });

  it('show amounts in yuan, moments in the campaign’s zone, and lengths of time in days or seconds', () => {
    expect(say({ code: 'amount_above_value', params: { amount_fen: '301', value_fen: '300' } })).toBe(
      '为 ¥3.01，应在 ¥0.01 至最高价值 ¥3.00 之间',
    );
    const moments = { value_time: '2025-12-31T23:59:59+00:00', start_time: '2026-01-01T00:00:00+00:00' };
    expect(say({ code: 'end_before_start', params: moments })).toBe(
      '为 2026年1月1日 07:59，应晚于开始时间 2026年1月1日 08:00',
    );
    const spans = { value_duration: '59s', min_duration: '60s', max_duration: '31536000s' };
    expect(say({ code: 'duration_out_of_range', params: spans })).toBe('为 59秒钟，最短 60秒钟，最长 365天');
  });

  it('show shares of thousands as percentages', () => {
    expect(say({ code: 'holdout_changed', params: { value_permille: '5', published_permille: '50' } })).toBe(
      '为 0.5%；须保持 5%，已有顾客按此对照',
    );
  });

  it('are none for what is not known', () => expect(say({ code: 'on_fire', params: {} })).toBeUndefined());
});
