import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { startWords } from '../app/words.ts';
import { openPage } from '../test-page.tsx';
import WritePage from './write-page.tsx';

beforeAll(async () => {
  localStorage.setItem('gongdan.language', 'en');
  await startWords();
});

const owner = { __typename: 'Agency', id: 'agency', name: 'Bureau', nameEn: null };

function checklist(inLanguage: unknown) {
  const text = (zh: string, en: string) => (inLanguage === 'en' ? en : zh);
  const item = { clause: null, check: null, severity: 'MAJOR', days: 30, party: 'BUYER', mandatory: true };
  return {
    __typename: 'ReviewChecklist',
    id: 'list',
    code: 'BASE',
    name: 'Base',
    version: 1,
    createdAt: '2026-01-01T00:00:00Z',
    owner,
    items: [{ ...item, code: 'A1', section: text('合同', 'Contract'), requirement: text('有验收条款', 'Acceptance is agreed') }],
  };
}

test('the next version is written in both languages, whichever one is in use', async () => {
  const page = openPage('/reviews/checklists/new', '/reviews/checklists/new?like=list', WritePage, {
    ReviewChecklistTexts: (_, { context }) => ({ node: checklist(context.inLanguage) }),
    PartyNode: () => ({ node: owner }),
    PickAgencies: () => ({ agencies: { nodes: [] } }),
    CreateReviewChecklist: () => ({ createReviewChecklist: { checklist: checklist('en'), errors: [] } }),
  });
  expect(await screen.findByText('Acceptance is agreed', {}, { timeout: 10_000 })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Edit item 1' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.change(within(dialog).getByLabelText('Requirement (English)'), { target: { value: 'Acceptance is agreed in writing' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'OK' }));
  expect(await screen.findByText('Acceptance is agreed in writing', {}, { timeout: 5_000 })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(page.at()).toBe('/reviews/checklists/list'), { timeout: 8_000 });
  expect(page.allOf('CreateReviewChecklist')).toEqual([
    {
      input: {
        ownerId: 'agency',
        code: 'BASE',
        name: 'Base',
        items: [
          {
            code: 'A1',
            section: { zh: '合同', en: 'Contract' },
            requirement: { zh: '有验收条款', en: 'Acceptance is agreed in writing' },
            severity: 'MAJOR',
            days: 30,
            party: 'BUYER',
            mandatory: true,
          },
        ],
      },
    },
  ]);
}, 60_000);
