import dayjs from 'dayjs';
import { expect, test } from 'vitest';
import { dayFields, hoursOf, sameOn, weekOf, writtenWeek } from './hours-text.ts';

test.each([
  ['', []],
  [undefined, []],
  ['08:00-12:00', ['08:00-12:00']],
  ['8:00 – 12:00，15:00至18:00', ['08:00-12:00', '15:00-18:00']],
  ['8：30—12：00、9:00～9:30', ['08:30-12:00', '09:00-09:30']],
  ['20:00-32:00', ['20:00-32:00']],
  ['all day', ['all', 'day']],
])('%s', (text, spans) => {
  expect(hoursOf(text)).toEqual(spans);
});

test('a week is written and read the same', () => {
  const week = weekOf(sameOn(dayFields.slice(0, 5), '8:00-12:00, 15:00-18:00'), dayjs('2027-01-01'));
  expect(week).toMatchObject({ effectiveFrom: '2027-01-01', friday: ['08:00-12:00', '15:00-18:00'], saturday: [] });
  expect(weekOf(writtenWeek(week), dayjs('2027-01-01'))).toEqual(week);
});
