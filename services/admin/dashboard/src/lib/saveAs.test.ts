import { expect, it, vi } from 'vitest';
import { inMemory, TooLarge } from './saveAs';

it('gathers what is written until it is whole', () => {
  const save = vi.fn();
  const sink = inMemory(save);
  void sink.write('a,b\r\n');
  void sink.write('1,2\r\n');
  expect(save).not.toHaveBeenCalled();
  void sink.close();
  expect(save).toHaveBeenCalledWith(['a,b\r\n', '1,2\r\n']);
});

it('gathers no more than it may', () => {
  const sink = inMemory(vi.fn(), 5);
  void sink.write('12345');
  expect(() => sink.write('6')).toThrow(TooLarge);
});
