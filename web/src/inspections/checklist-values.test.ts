import { expect, test } from 'vitest';
import { itemInputs, newItem } from './checklist-values.ts';

test('a new item has a key that no other has', () => {
  expect(newItem([]).key).toBe('item_1');
  expect(newItem([{ key: 'item_1' }, { key: 'ups' }]).key).toBe('item_3');
  expect(newItem([{ key: 'item_2' }]).key).toBe('item_3');
  expect(newItem([{}]).key).toBe('item_2');
});

test('only a number has a unit and a range, and blanks are nothing', () => {
  const said = { label: 'Temperature', required: true, critical: false, help: ' ', unit: '℃', min: '18', max: ' ' };
  const [number, photo] = itemInputs([
    { ...said, key: 'a', kind: 'NUMBER' },
    { ...said, key: 'b', kind: 'PHOTO' },
  ]);
  expect(number).toEqual({ key: 'a', label: 'Temperature', kind: 'NUMBER', required: true, critical: false, help: undefined, unit: '℃', min: '18', max: undefined });
  expect(photo).toEqual({ key: 'b', label: 'Temperature', kind: 'PHOTO', required: true, critical: false, help: undefined, unit: undefined, min: undefined, max: undefined });
});
