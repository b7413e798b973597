import { expect, test } from 'vitest';
import { editorValues, versionInput } from './editor-values.ts';
import type { PolicyTargetFragment, PolicyVersionFragment } from './policies.gql.ts';

const target: PolicyTargetFragment = {
  id: 'a',
  metric: 'RESTORE',
  priority: 'P1',
  ticketKind: 'INCIDENT',
  systemType: null,
  siteClass: 'COUNTY',
  guard: false,
  pausable: true,
  warnPercent: [50, 80],
  origin: 'OVERRIDDEN',
  overrideReason: '县级路程较远',
  duration: { kind: 'REAL_TIME', value: 5_400 },
  protection: { from: 2, to: 3 },
  calendar: { id: 'c', name: '7×24' },
  baseTarget: null,
  escalations: [{ level: 1, offsetSeconds: -1_800, onDuty: true, timing: 'NEXT_OPENING', to: ['VENDOR_MANAGER'] }],
};

const version: PolicyVersionFragment = {
  id: 'v',
  number: 1,
  state: 'DRAFT',
  version: 1,
  createdAt: '2026-01-01T00:00:00Z',
  publishedAt: null,
  baseOutdated: false,
  availableActions: [],
  clockStart: 'RAISED_AT',
  priorityRule: 'FROM_CHANGE',
  targets: [target, { ...target, id: 'b', metric: 'RESOLVE', origin: 'INHERITED', overrideReason: null, duration: { kind: 'WORKING_DAYS', value: 3 } }],
  removedTargets: [],
  pauseRules: { decidedBy: 'EITHER', longestSeconds: 864_000, mostPerTicket: 3, reasons: null, silence: null },
  reopeningRule: { mode: 'NEW_CYCLE', windowDays: 30 },
  severityRules: null,
};

test('what is not edited is sent as it was, and nothing that is inherited', () => {
  const sent = versionInput(editorValues(version), version, true);
  expect(sent.targets).toHaveLength(1);
  expect(sent.targets[0]).toMatchObject({
    duration: 5_400,
    durationKind: 'REAL_TIME',
    calendarId: 'c',
    reason: '县级路程较远',
    protection: { from: 2, to: 3 },
    escalations: [{ level: 1, offsetSeconds: -1_800, onDuty: true, timing: 'NEXT_OPENING', to: ['VENDOR_MANAGER'] }],
  });
  expect(sent.pauseRules).toMatchObject({ longestSeconds: 864_000, mostPerTicket: 3 });
  expect(sent.reopeningRule).toEqual({ mode: 'NEW_CYCLE', windowDays: 30 });
});
