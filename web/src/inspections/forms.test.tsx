import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ComponentType } from 'react';
import { beforeAll, expect, test } from 'vitest';
import { startWords } from '../app/words.ts';
import { type Answers, openPage } from '../test-page.tsx';
import ChecklistRevisePage from './checklist-revise-page.tsx';
import PlanChangePage from './plan-change-page.tsx';

beforeAll(async () => {
  localStorage.setItem('gongdan.language', 'en');
  await startWords();
});

const agency = { id: 'agency', name: 'Bureau', nameEn: null };
const systems = [
  { id: 'one', code: 'ONE', name: 'Portal', nameEn: null, active: true, agency },
  { id: 'two', code: 'TWO', name: 'Mail', nameEn: null, active: true, agency },
];
const plan = {
  __typename: 'InspectionPlan',
  id: 'plan',
  title: 'Server room',
  description: '',
  state: 'ACTIVE',
  validFrom: '2026-01-01',
  nextOn: null,
  nextProvisional: false,
  availableActions: ['CHANGE'],
  version: 4,
  agency,
  terms: {
    number: 1,
    recurrence: 'FREQ=WEEKLY;BYDAY=MO',
    offDayRule: 'SKIP',
    windowDays: 2,
    timeOfDay: '08:30',
    validUntil: null,
    calendarId: 'calendar',
    calendarName: 'Office hours',
    impact: 'LOW',
    urgency: 'LOW',
    effectiveAt: '2026-01-01T00:00:00Z',
    inspectionChecklistId: 'list',
    checklistVersion: 1,
    checklist: { id: 'list', name: 'Rounds', code: 'ROUNDS', newestVersion: 2 },
    systems: [systems[0]],
  },
};
const item = { kind: 'PASS_FAIL', help: null, required: true, critical: false, unit: null, min: null, max: null };
const checklist = {
  __typename: 'InspectionChecklist',
  id: 'list',
  code: 'ROUNDS',
  name: 'Rounds',
  active: true,
  version: 2,
  newestVersion: 2,
  ownerId: 'agency',
  createdAt: '2026-01-01T00:00:00Z',
  availableActions: ['REVISE_INSPECTION_CHECKLIST'],
  items: [
    { ...item, key: 'doors', label: 'Doors' },
    { ...item, key: 'heat', label: 'Heat', kind: 'NUMBER', min: '18', max: '26', unit: '℃' },
  ],
};
const last = { hasNextPage: false, endCursor: null };
const common: Answers = {
  InspectionPlanToChange: () => ({ node: plan }),
  InspectionCalendars: () => ({ calendars: { nodes: [{ id: 'calendar', code: 'C', name: 'Office hours', zone: 'Asia/Shanghai' }] } }),
  InspectableSystems: () => ({ systems: { nodes: systems, pageInfo: last, totalCount: 2 } }),
  InspectionChecklistChoices: () => ({ inspectionChecklists: { nodes: [{ id: 'list', code: 'ROUNDS', name: 'Rounds', newestVersion: 2 }], pageInfo: last, totalCount: 1 } }),
  InspectionDatesPreview: () => ({ previewInspectionDates: [] }),
  InspectionChecklistRecord: () => ({ node: checklist }),
};

function open(path: string, at: string, Page: ComponentType, answers: Answers) {
  return openPage(path, at, Page, { ...common, ...answers });
}

test('a plan is changed by what it says, its coming dates asked for beside it; a refusal stands at its field', async () => {
  const answers = [
    { errors: [{ code: 'NEVER_OCCURS', field: 'recurrence', message: 'has no date' }], inspectionPlan: null },
    { errors: [], inspectionPlan: plan },
  ];
  const page = open('/inspections/plans/:id/change', '/inspections/plans/plan/change', PlanChangePage, {
    ChangeInspectionPlan: () => ({ changeInspectionPlan: answers.shift() }),
  });
  const title = await screen.findByLabelText('Title', {}, { timeout: 10_000 });
  await waitFor(() =>
    expect(page.lastOf('InspectionDatesPreview')).toMatchObject({
      plan: { agencyId: 'agency', validFrom: '2026-01-01', systemIds: ['one'], recurrence: 'FREQ=WEEKLY;BYDAY=MO', timeOfDay: '08:30', windowDays: 2 },
    }),
  );
  fireEvent.change(title, { target: { value: 'Server rooms' } });
  fireEvent.click(screen.getByLabelText('Fri'));
  await waitFor(() => expect(page.lastOf('InspectionDatesPreview')).toMatchObject({ plan: { recurrence: 'FREQ=WEEKLY;BYDAY=MO,FR' } }), { timeout: 5_000 });
  fireEvent.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('has no date', {}, { timeout: 5_000 })).toBeTruthy();
  expect(page.lastOf('ChangeInspectionPlan')).toEqual({
    input: {
      planId: 'plan',
      expectedVersion: 4,
      title: 'Server rooms',
      description: undefined,
      systemIds: ['one'],
      inspectionChecklistId: 'list',
      checklistVersion: 1,
      impact: 'LOW',
      urgency: 'LOW',
      recurrence: 'FREQ=WEEKLY;BYDAY=MO,FR',
      validUntil: undefined,
      calendarId: 'calendar',
      offDayRule: 'SKIP',
      timeOfDay: '08:30',
      windowDays: 2,
    },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Save changes' }));
  await waitFor(() => expect(page.at()).toBe('/inspections/plans/plan'), { timeout: 5_000 });
}, 60_000);

test('a checklist is revised whole; what is refused of an item stands at the item', async () => {
  const answers = [
    { errors: [{ code: 'INVALID', field: 'items.1', message: 'min lies above max' }], inspectionChecklist: null },
    { errors: [], inspectionChecklist: checklist },
  ];
  const page = open('/inspections/checklists/:id/revise', '/inspections/checklists/list/revise', ChecklistRevisePage, {
    ReviseInspectionChecklist: () => ({ reviseInspectionChecklist: answers.shift() }),
  });
  const second = await screen.findByRole('group', { name: 'Item 2' }, { timeout: 10_000 });
  fireEvent.change(await within(second).findByLabelText(/^Minimum/), { target: { value: '30' } });
  fireEvent.click(screen.getByRole('button', { name: /Save the new version/ }));
  expect(await within(second).findByText('min lies above max', {}, { timeout: 5_000 })).toBeTruthy();
  fireEvent.change(await within(second).findByLabelText(/^Minimum/), { target: { value: '20' } });
  fireEvent.click(within(second).getByRole('button', { name: 'Move item 2 up' }));
  fireEvent.click(screen.getByRole('button', { name: /Add an item/ }));
  const third = await screen.findByRole('group', { name: 'Item 3' });
  fireEvent.change(within(third).getByLabelText('What is checked'), { target: { value: 'Lights' } });
  fireEvent.click(screen.getByRole('button', { name: /Save the new version/ }));
  await waitFor(() => expect(page.at()).toBe('/inspections/checklists/list'), { timeout: 5_000 });
  expect(page.lastOf('ReviseInspectionChecklist')).toMatchObject({
    input: {
      inspectionChecklistId: 'list',
      expectedVersion: 2,
      name: 'Rounds',
      items: [
        { key: 'heat', min: '20', max: '26', unit: '℃' },
        { key: 'doors', kind: 'PASS_FAIL' },
        { key: 'item_3', label: 'Lights', required: true, critical: false },
      ],
    },
  });
}, 60_000);

test('a form with something typed into it asks before it is left', async () => {
  const page = open('/inspections/checklists/:id/revise', '/inspections/checklists/list/revise', ChecklistRevisePage, {});
  fireEvent.change(await screen.findByLabelText('Name', {}, { timeout: 10_000 }), { target: { value: 'Other' } });
  fireEvent.click(screen.getByRole('link', { name: 'Inspections' }));
  await act(() => Promise.resolve());
  expect(page.at()).toBe('/inspections/checklists/list/revise');
}, 30_000);
