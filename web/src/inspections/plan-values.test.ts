import dayjs from 'dayjs';
import { expect, test } from 'vitest';
import { type PlanValues, previewOf, termsOf } from './plan-values.ts';

const values: PlanValues = {
  agencyId: 'agency',
  validFrom: dayjs('2026-12-01'),
  title: 'Server room',
  description: ' ',
  systemIds: ['one'],
  checklistVersion: 2,
  impact: 'LOW',
  urgency: 'LOW',
  recurrence: 'FREQ=DAILY',
  validUntil: null,
  calendarId: 'calendar',
  offDayRule: 'SKIP',
  timeOfDay: dayjs('2026-12-01T08:05'),
  windowDays: 1,
};

test('terms are civil dates and times of day, and a version is that of a checklist', () => {
  expect(termsOf(values)).toMatchObject({ description: undefined, checklistVersion: undefined, timeOfDay: '08:05', validUntil: undefined });
  expect(termsOf({ ...values, inspectionChecklistId: 'list', validUntil: dayjs('2027-05-31') })).toMatchObject({ checklistVersion: 2, validUntil: '2027-05-31' });
});

test('coming dates are asked for as soon as what they depend on is there, title or not', () => {
  const { agencyId, validFrom, systemIds, recurrence, calendarId, offDayRule, timeOfDay, windowDays } = values;
  const enough = { agencyId, validFrom, systemIds, recurrence, calendarId, offDayRule, timeOfDay, windowDays };
  expect(previewOf(enough, 'x')).toEqual({
    agencyId: 'agency',
    validFrom: '2026-12-01',
    title: 'x',
    systemIds: ['one'],
    recurrence: 'FREQ=DAILY',
    calendarId: 'calendar',
    offDayRule: 'SKIP',
    timeOfDay: '08:05',
    windowDays: 1,
    validUntil: undefined,
  });
  expect(previewOf({ ...enough, systemIds: [] }, 'x')).toBeNull();
  expect(previewOf({}, 'x')).toBeNull();
});
