import { expect, test } from 'vitest';
import { dayOffset, daysOfMonth, monthOffset, weekdayOf } from './civil-days.ts';

test('days and months are walked through without a zone', () => {
  expect(dayOffset('2026-12-31', 1)).toBe('2027-01-01');
  expect(weekdayOf('2026-11-30')).toBe(0);
  expect(daysOfMonth(2028, 2)).toHaveLength(29);
  expect(monthOffset('2026-01-31', 1)).toBe('2026-02-28');
  expect(monthOffset('2026-01-15', -1)).toBe('2025-12-15');
});
