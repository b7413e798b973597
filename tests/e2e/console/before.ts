// What people did before a story begins: by the API, which takes less time than the console.
import { logIn, post } from '../support/gongdan.js';
import { expect, type Running } from './story.ts';

/** Beyond the response that is promised for whatever stops a whole service, at any hour of any day. */
const LATE_MS = 90 * 60_000;

/** What somebody sees. */
export async function saw({ origin }: Running, login: string, query: string): ReturnType<typeof post> {
  const running = { url: `${origin}/graphql` };
  return post(running, await logIn(running, login), query);
}

/** What somebody did: one mutation that nothing refused, with what of its payload is wanted. */
export async function did({ origin }: Running, login: string, name: string, input: object, wanted = ''): ReturnType<typeof post> {
  const running = { url: `${origin}/graphql` };
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${name}(input: $input) { errors { message } ${wanted} } }`;
  const payload = (await post(running, await logIn(running, login), document, { input }))[name];
  expect(payload.errors, name).toEqual([]);
  return payload;
}

/** A ticket that was written down late and is acknowledged only now, which its vendor may appeal: its global id and its number. */
export async function breach(at: Running, title: string): Promise<{ id: string; number: string }> {
  const { systems } = await saw(at, 'clerk', '{ systems(first: 1, search: "上林县政务服务中心") { nodes { id } } }');
  const asked = {
    systemId: systems.nodes[0].id,
    title,
    kind: 'INCIDENT',
    impact: 'HIGH',
    urgency: 'HIGH',
    raisedAt: new Date(Date.now() - LATE_MS).toISOString(),
    lateReason: '补录电话报障',
  };
  const { ticket } = await did(at, 'clerk', 'raiseTicket', asked, 'ticket { id number }');
  await did(at, 'engineer', 'acknowledgeTicket', { ticketId: ticket.id });
  return ticket;
}
