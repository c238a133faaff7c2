import { describe, expect, it } from 'vitest';
import { en } from './en';
import { zh } from './zh';

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? '').sort();

describe('the languages', () => {
  it('have the same keys', () => expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort()));

  it.each(Object.entries(en))('say %s with the same parameters', (key, text) => {
    expect(placeholders(zh[key as keyof typeof zh])).toEqual(placeholders(text));
  });

  it('leave nothing unsaid', () => {
    for (const text of [...Object.values(en), ...Object.values(zh)]) expect(text.trim()).not.toBe('');
  });
});
