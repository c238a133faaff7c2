import { expect, it } from 'vitest';
import { jsonChanges } from './jsonChanges';

it('names each value that differs by its path', () => {
  const before = '{"state":"A","spec":{"steps":[{"drops":10},{"drops":20}]}}';
  const after = '{"state":"B","spec":{"steps":[{"drops":10}]},"note":"x"}';
  expect(jsonChanges(before, after)).toEqual([
    { path: 'state', from: 'A', to: 'B' },
    { path: 'spec.steps[1].drops', from: '20', to: undefined },
    { path: 'note', from: undefined, to: 'x' },
  ]);
});

it('takes a subject that was not there before', () => {
  expect(jsonChanges('', '{"name":"mei"}')).toEqual([{ path: 'name', from: undefined, to: 'mei' }]);
});
