// What the demo does not have, so that every page has something to show: a subscription, a webhook, and a contract, a calendar change, a version of a
// policy, a back-test and a pilot that are not decided yet.
import { logIn, post } from './gongdan.js';

const DAY = 86_400_000;
const HOURS = ['09:00-12:00', '15:00-18:00'];

/**
 * Makes them once.
 * @param {{ url: string }} running
 */
export async function makeDrafts(running) {
  const token = await logIn(running, 'contract');
  const secadmin = await logIn(running, 'secadmin');
  const stamp = Date.now();
  const inDays = (/** @type {number} */ days) => new Date(stamp + days * DAY);

  /** @param {string} name @param {Record<string, unknown>} input @param {string} wanted */
  async function send(name, input, wanted, by = token) {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { errors { field message } ${wanted} } }`;
    const payload = (await post(running, by, query, { input }))[name];
    if (payload.errors.length > 0) throw new Error(`${name}: ${JSON.stringify(payload.errors)}`);
    return payload;
  }

  const { contracts, pilots, policies, calendars } = await post(
    running,
    token,
    `{ contracts(first: 20, states: [ACTIVE]) { nodes { id number agency { id } } }
       pilots(first: 1) { totalCount }
       policies(first: 20) { nodes { id availableActions } }
       calendars(first: 20) { nodes { id availableActions } } }`,
  );
  if (pilots.totalCount > 0) return;
  const contract = contracts.nodes.find((/** @type {{ number: string }} */ one) => /^NNDSJ-.*-YW01$/.test(one.number));
  const offers = (/** @type {string} */ act) => (/** @type {{ availableActions: string[] }} */ one) => one.availableActions.includes(act);
  const calendar = calendars.nodes.find(offers('PREVIEW_CALENDAR_CHANGE'));
  const policy = policies.nodes.find(offers('ADD_POLICY_VERSION'));

  await send(
    'createReportSchedule',
    { name: `每月达标情况 ${stamp}`, report: { sla: { groupBy: ['METRIC'] } }, cadence: { dayOfMonth: 1 }, hour: 8, format: 'XLSX', language: 'ZH' },
    'schedule { id }',
  );
  await send('copyContract', { contractId: contract.id, number: `NNDSJ-2027-${stamp}`, startsOn: '2027-01-01', endsOn: '2027-12-31' }, 'contract { id }');
  await send(
    'previewCalendarChange',
    {
      calendarId: calendar.id,
      reason: '周六上午开放办事大厅',
      weekly: {
        effectiveFrom: inDays(60).toISOString().slice(0, 10),
        ...Object.fromEntries(['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, HOURS])),
        saturday: [HOURS[0]],
        sunday: [],
      },
    },
    'change { id }',
  );
  const added = await send('addPolicyVersion', { policyId: policy.id, targets: [] }, 'policy { versions { id state } }');
  const version = added.policy.versions.find((/** @type {{ state: string }} */ one) => one.state === 'DRAFT');
  await send(
    'startBacktest',
    { candidate: { policyVersionId: version.id }, scope: { contractId: contract.id }, from: inDays(-60).toISOString(), until: inDays(-1).toISOString() },
    'backtest { id }',
  );
  await send(
    'startPilot',
    { policyVersionId: version.id, agencyIds: [contract.agency.id], until: inDays(30).toISOString(), reason: '先行试点' },
    'pilot { id }',
  );
  const posted = { agencyId: contract.agency.id, url: 'https://example.org/hooks', description: '市级一体化平台' };
  const { endpoint } = await send('createWebhookEndpoint', posted, 'endpoint { id }', secadmin);
  // It shall post nothing to anybody.
  await send('setWebhookEndpointActive', { endpointId: endpoint.id, active: false }, 'endpoint { id }', secadmin);
}
