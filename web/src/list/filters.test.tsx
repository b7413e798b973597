import { act, render } from '@testing-library/react';
import { MemoryRouter, useLocation } from 'react-router';
import { expect, test } from 'vitest';
import { flag, manyOf, oneOf, text, useFilters } from './filters.ts';

const fields = { states: manyOf(['NEW', 'CLOSED']), order: oneOf(['UP', 'DOWN']), open: flag(), words: text() };
type Filters = ReturnType<typeof useFilters<typeof fields>>;

function mount(address: string) {
  const seen: { filters: Filters; search: string }[] = [];
  function Probe() {
    const filters = useFilters(fields);
    const { search } = useLocation();
    seen.push({ filters, search });
    return null;
  }
  render(
    <MemoryRouter initialEntries={[address]}>
      <Probe />
    </MemoryRouter>,
  );
  return () => {
    const last = seen.at(-1);
    if (!last) throw new Error('nothing was drawn');
    return last;
  };
}

test('the address holds the filters, and what it makes up is passed over', () => {
  const now = mount('/?states=CLOSED&states=NONSENSE&open=no&order=SIDEWAYS&words=%E6%89%93%E5%8D%B0');
  expect(now().filters.values).toEqual({ states: ['CLOSED'], open: false, order: undefined, words: '打印' });
});

test('a change leaves the other filters and foreign parameters alone', () => {
  const now = mount('/?tab=2&open=yes');
  act(() => now().filters.set({ states: ['NEW', 'CLOSED'] }));
  expect(now().search).toBe('?tab=2&states=NEW&states=CLOSED&open=yes');
  act(() => now().filters.set({ open: undefined, states: [] }));
  expect(now().search).toBe('?tab=2');
});
