import { render, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Loaded } from './connection.ts';
import { ConnectionTable } from './connection-table.tsx';

type Row = { id: string; title: string };

const nothing = () => undefined;
const list: Loaded<Row> = {
  rows: [
    { id: 'a', title: 'The first' },
    { id: 'b', title: 'The second' },
  ],
  total: 2,
  fetching: false,
  error: undefined,
  hasMore: false,
  more: nothing,
  reload: nothing,
};

test('a virtual table is one table of rows and cells to a screen reader', () => {
  render(<ConnectionTable name="Things" list={list} rowKey={(row) => row.id} columns={[{ title: 'Title', width: 200, dataIndex: 'title' }]} />);
  const table = screen.getByRole('table', { name: 'Things' });
  expect(table.getAttribute('aria-rowcount')).toBe('3');
  expect(within(table).getByRole('columnheader', { name: 'Title' })).toBeTruthy();
  const row = within(table).getByRole('row', { name: 'The second' });
  expect(row.getAttribute('aria-rowindex')).toBe('3');
  expect(within(row).getByRole('cell').textContent).toBe('The second');
  expect(screen.getAllByRole('table')).toHaveLength(1);
  // Anything with an attribute of its own is not looked through.
  expect(table.querySelector('[aria-busy], [aria-live]')).toBeNull();
});
