import { expect, test } from 'vitest';
import { readRule, writeRule } from './rule.ts';

test.each([
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=10',
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR',
  'FREQ=MONTHLY',
  'FREQ=MONTHLY;BYMONTHDAY=1,15,-1',
  'FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO',
  'FREQ=MONTHLY;BYDAY=-1FR',
  'FREQ=YEARLY',
  'FREQ=YEARLY;BYMONTH=5,11',
  'FREQ=YEARLY;BYMONTH=5,11;BYMONTHDAY=20',
  'FREQ=YEARLY;BYMONTH=6;BYDAY=2WE',
])('%s is read and written the same', (text) => {
  const rule = readRule(text);
  expect(rule && writeRule(rule)).toBe(text);
});

test('the order of parts and of days does not matter, nor an interval of one', () => {
  const rule = readRule('BYDAY=FR,MO;INTERVAL=1;FREQ=WEEKLY');
  expect(rule && writeRule(rule)).toBe('FREQ=WEEKLY;BYDAY=MO,FR');
});

test.each([
  '',
  'every Monday',
  'FREQ=HOURLY',
  'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=WEEKLY;BYDAY=MO;COUNT=5',
  'FREQ=WEEKLY;BYDAY=MO;WKST=SU',
  'FREQ=MONTHLY;BYDAY=MO',
  'FREQ=MONTHLY;BYDAY=1MO,3MO',
  'FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=1',
  'FREQ=MONTHLY;BYMONTHDAY=40',
  'FREQ=MONTHLY;BYMONTH=3',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1',
  'FREQ=YEARLY;BYMONTHDAY=1',
  'FREQ=YEARLY;BYDAY=20MO',
])('what fields cannot say is left to be written by hand: %s', (text) => {
  expect(readRule(text)).toBeNull();
});
