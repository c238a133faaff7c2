import { describe, expect, it } from 'vitest';
import { toCsv } from './csv';

const line = (...cells: (string | number | bigint)[]): string => toCsv([], [cells]).split('\r\n')[1] ?? '';

describe('toCsv', () => {
  it('begins with a byte order mark and ends every line', () => {
    expect(toCsv(['a', 'b'], [[1, 2n]])).toBe('\uFEFFa,b\r\n1,2\r\n');
  });

  it.each(['=1+1', '+cmd', '-cmd', '@SUM(A1)', '\tx', '\rx'])('lets %j not run', text => {
    expect(line(text)).toContain(`'${text}`);
  });

  it('leaves numbers as they are, also negative ones', () => {
    expect(line(-5n, '-12.50', -1)).toBe('-5,-12.50,-1');
  });

  it('quotes what would end a cell', () => {
    expect(line('a,b', 'say "hi"', 'two\nlines')).toBe('"a,b","say ""hi""","two\nlines"');
  });

  it('quotes what runs and would end a cell', () => {
    expect(line('=A1,B1')).toBe(`"'=A1,B1"`);
  });
});
