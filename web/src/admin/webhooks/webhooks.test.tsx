import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { startWords } from '../../app/words.ts';
import { openPage, viewerWith } from '../../test-page.tsx';
import EndpointPage from './endpoint-page.tsx';
import WebhooksPage from './webhooks-page.tsx';

beforeAll(async () => {
  localStorage.setItem('gongdan.language', 'en');
  await startWords();
});

const endpoint = {
  __typename: 'WebhookEndpoint',
  id: 'endpoint',
  agency: { id: 'agency', name: 'Bureau', nameEn: null },
  vendor: null,
  url: 'https://hooks.example/in',
  description: 'Billing',
  topics: ['sla', 'ticket.resolved', 'ticket.yet_to_come'],
  active: true,
  disabledReason: null,
  disabledAt: null,
  failingSince: '2026-11-30T02:00:00Z',
  heldUntil: null,
  oldSecretUntil: null,
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z',
  version: 3,
  availableActions: ['UPDATE_WEBHOOK_ENDPOINT', 'ROTATE_WEBHOOK_SECRET', 'SET_WEBHOOK_ENDPOINT_ACTIVE', 'SEND_TEST_WEBHOOK', 'REPLAY_WEBHOOK_DELIVERIES'],
};
const delivery = {
  __typename: 'WebhookDelivery',
  id: 'delivery',
  messageId: '019caf5e-9a40-7000-8000-2f3a5c7d9e01',
  seq: 42,
  topic: 'sla.breach',
  state: 'FAILED',
  createdAt: '2026-11-30T02:00:00Z',
  nextAt: null,
  endedAt: '2026-11-30T02:00:05Z',
  attempts: [
    { number: 1, at: '2026-11-30T02:00:00Z', durationMs: 15_000, status: null, failure: 'TIMEOUT', nextAt: '2026-11-30T02:00:05Z' },
    { number: 2, at: '2026-11-30T02:00:05Z', durationMs: 12, status: 410, failure: null, nextAt: null },
  ],
  availableActions: ['REPLAY_WEBHOOK_DELIVERY'],
};
const page = (...nodes: unknown[]) => ({ nodes, pageInfo: { hasNextPage: false, endCursor: null }, totalCount: nodes.length });
const patience = { timeout: 10_000 };

function openEndpoint(search: string, answers: Parameters<typeof openPage>[3] = {}) {
  return openPage('/admin/webhooks/:id', `/admin/webhooks/endpoint${search}`, EndpointPage, {
    WebhookEndpointById: () => ({ node: endpoint }),
    WebhookDeliveries: () => ({ webhookDeliveries: page(delivery) }),
    WebhookDeliveryById: () => ({ node: delivery }),
    ...answers,
  });
}

test('an endpoint is made for an agency or a vendor; a refusal stands at its field, then the secret is shown once', async () => {
  const answers = [
    { endpoint: null, secret: null, errors: [{ code: 'ADDRESS_REFUSED', field: 'url', message: 'must not be called' }] },
    { endpoint: { __typename: 'WebhookEndpoint', id: 'endpoint', url: endpoint.url }, secret: 'whsec_c2VjcmV0', errors: [] },
  ];
  const shown = openPage('/admin/webhooks', '/admin/webhooks', WebhooksPage, {
    Viewer: () => viewerWith('webhook.view', 'webhook.manage'),
    WebhookEndpoints: () => ({ webhookEndpoints: page() }),
    PickVendors: () => ({ vendors: { nodes: [{ __typename: 'Vendor', id: 'vendor', name: 'Northwind', nameEn: null }] } }),
    PickAgencies: () => ({ agencies: { nodes: [] } }),
    CreateWebhookEndpoint: () => ({ createWebhookEndpoint: answers.shift() }),
  });
  expect(await screen.findByText('There are no endpoints', {}, patience)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'New endpoint' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.click(within(dialog).getByLabelText('Vendor'));
  fireEvent.mouseDown(within(dialog).getByRole('combobox', { name: 'Vendor' }));
  fireEvent.click(await screen.findByTitle('Northwind', {}, patience));
  fireEvent.change(within(dialog).getByLabelText('Address'), { target: { value: 'https://10.0.0.1/' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'New endpoint' }));
  expect(await screen.findByText('must not be called', {}, patience)).toBeTruthy();
  fireEvent.change(within(dialog).getByLabelText('Address'), { target: { value: endpoint.url } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'New endpoint' }));
  expect(await screen.findByText('whsec_c2VjcmV0', {}, patience)).toBeTruthy();
  expect(shown.lastOf('CreateWebhookEndpoint')).toEqual({
    input: { agencyId: undefined, vendorId: 'vendor', url: endpoint.url, description: undefined, topics: [] },
  });
  fireEvent.click(screen.getByRole('button', { name: 'I have kept it' }));
  await waitFor(() => expect(shown.at()).toBe('/admin/webhooks/endpoint'), patience);
}, 60_000);

test('the list tells what came of the newest message to each', async () => {
  openPage('/admin/webhooks', '/admin/webhooks', WebhooksPage, {
    Viewer: () => viewerWith('webhook.view'),
    WebhookEndpoints: () => ({
      webhookEndpoints: page({ ...endpoint, lastDelivery: delivery }, { ...endpoint, id: 'quiet', url: 'https://quiet.example/', lastDelivery: null }),
    }),
  });
  const table = await screen.findByRole('table', { name: 'Webhooks' }, patience);
  const rows = within(table).getAllByRole('row').slice(1);
  expect(rows.map((row) => within(row).getAllByRole('cell').at(-1)?.textContent)).toEqual([expect.stringMatching(/^Failed /), 'Never']);
}, 60_000);

test('the log is filtered by its address, and a delivery tells every attempt', async () => {
  const shown = openEndpoint('?state=FAILED&delivery=delivery');
  const drawer = await screen.findByRole('dialog', {}, patience);
  expect(shown.lastOf('WebhookDeliveries')).toMatchObject({ endpointId: 'endpoint', state: 'FAILED' });
  const attempts = within(drawer).getByRole('region', { name: 'Attempts' });
  const rows = within(attempts).getAllByRole('row').slice(1);
  expect(rows.map((row) => within(row).getAllByRole('cell').map((cell) => cell.textContent))).toEqual([
    ['2', '30 Nov 2026, 10:00:05', 'HTTP 410', '12 ms', '—'],
    ['1', '30 Nov 2026, 10:00:00', 'No answer in time', '15 secs', '30 Nov 2026, 10:00:05'],
  ]);
  expect(screen.getByText('All about deadlines, Resolved, ticket.yet_to_come')).toBeTruthy();
}, 60_000);

test('what failed is sent again since its failures began, and it is said how much that is', async () => {
  const shown = openEndpoint('', { ReplayWebhookDeliveries: () => ({ replayWebhookDeliveries: { endpoint, replayed: 7, errors: [] } }) });
  fireEvent.click(await screen.findByRole('button', { name: 'Send failed messages again' }, patience));
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Send again' }));
  expect(await screen.findByText('7 messages are being sent again', {}, patience)).toBeTruthy();
  await waitFor(() => expect(shown.allOf('WebhookDeliveries').length).toBeGreaterThan(1), patience);
  expect(shown.lastOf('ReplayWebhookDeliveries')).toEqual({ input: { endpointId: 'endpoint', since: '2026-11-30T10:00:00+08:00' } });
}, 60_000);
