import { expect, test } from 'vitest';
import { readTable } from './read-table.ts';

test('a table goes out as its bytes, with the format that its name tells', async () => {
  const csv = await readTable(new File([new Uint8Array([0xc3, 0xfb, 0xb3, 0xc6])], 'agencies.csv'));
  expect(csv).toEqual({ format: 'CSV', base64: 'w/uzxg==' });
  expect((await readTable(new File(['x'], 'Systems.XLSX'))).format).toBe('XLSX');
});
