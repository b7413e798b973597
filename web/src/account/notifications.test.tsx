import { screen, within } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { startWords } from '../app/words.ts';
import { openPage } from '../test-page.tsx';
import NotificationsPage from './notifications-page.tsx';

beforeAll(async () => {
  localStorage.setItem('gongdan.language', 'en');
  await startWords();
});

const told = {
  createdAt: '2026-12-01T01:00:00Z',
  readAt: null,
  metric: null,
  ticket: { id: 'ticket', number: 'NN-1', title: 'No mail' },
  event: null,
  leg: null,
  reportDelivery: null,
  webhookEndpoint: null,
};
const nodes = [
  { ...told, id: 'late', kind: 'BREACHED', metric: 'RESPONSE' },
  { ...told, id: 'urgent', kind: 'ESCALATED', metric: 'RESTORE' },
  { ...told, id: 'old', kind: 'BREACHED' },
  { ...told, id: 'said', kind: 'COMMENTED', event: { id: 'event', body: 'On my way', reason: null, actor: { id: 'one', name: 'Li' } } },
];

test('whoever is told of a deadline is told which promise it was', async () => {
  openPage('/account/notifications', '/account/notifications', NotificationsPage, {
    Notifications: () => ({ viewer: { notifications: { nodes, pageInfo: { hasNextPage: false, endCursor: null } } } }),
  });
  const list = await screen.findByRole('list', { name: 'Notifications' }, { timeout: 10_000 });
  const [late, urgent, old, said] = within(list).getAllByRole('listitem');
  expect(late?.textContent).toContain('NN-1 No mailResponse deadline breached');
  expect(urgent?.textContent).toContain('Restoration deadline escalated');
  expect(old?.textContent).toContain('Breached');
  expect(old?.textContent).not.toContain('deadline');
  expect(said?.textContent).toContain('On my way');
});
