import { expect, test } from 'vitest';
import { asked } from './asked.ts';

test('only a choice has choices, only numbers and texts have bounds', () => {
  const left = { key: 'a', label: 'A', help: ' ', choices: ['one'], min: 1, max: 2, required: true };
  expect(asked([{ ...left, type: 'CHOICE' }])[0]).toEqual({ key: 'a', label: 'A', type: 'CHOICE', required: true, choices: ['one'] });
  expect(asked([{ ...left, type: 'NUMBER' }])[0]).toEqual({ key: 'a', label: 'A', type: 'NUMBER', required: true, min: 1, max: 2 });
  expect(asked([{ ...left, type: 'DATE' }])[0]).toEqual({ key: 'a', label: 'A', type: 'DATE', required: true });
  expect(asked(undefined)).toEqual([]);
});
