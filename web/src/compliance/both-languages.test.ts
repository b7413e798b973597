import { expect, test } from 'vitest';
import type { ReviewChecklistWholeFragment } from './checklists.gql.ts';
import { joined } from './both-languages.ts';

function version(section: string, requirement: string): ReviewChecklistWholeFragment {
  return {
    id: 'id',
    code: 'BASE',
    name: '清单',
    version: 1,
    createdAt: '2026-01-01T00:00:00Z',
    owner: null,
    items: [{ code: 'A1', section, requirement, clause: null, check: null, severity: 'MAJOR', days: 30, party: 'BUYER', mandatory: true }],
  };
}

test('the two languages of a version become one text in both', () => {
  const like = joined(version('合同', '有验收条款'), version('Contract', 'Acceptance is agreed'));
  expect(like.items).toEqual([
    {
      code: 'A1',
      section: { zh: '合同', en: 'Contract' },
      requirement: { zh: '有验收条款', en: 'Acceptance is agreed' },
      clause: null,
      check: null,
      severity: 'MAJOR',
      days: 30,
      party: 'BUYER',
      mandatory: true,
    },
  ]);
  expect(like).not.toHaveProperty('ownerId');
});
