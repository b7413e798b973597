// The public client of the protocol: hears every change once, over an expired token and a restart.
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { comment, demo, home, logIn, post, raise, start } from '../support/gongdan.js';

const CHANGES = `subscription ($afterSeq: Int) {
  ticketChanged(afterSeq: $afterSeq) { resync seq topic ticketId ticket { title } } }`;

/** Listens with the cursor of what it has heard; what it hears can be waited for. */
function listen(running, token, options = {}) {
  const events = new EventEmitter();
  const heard = [];
  // The client sends the variables as they are when it subscribes again.
  const variables = { afterSeq: options.afterSeq };
  const client = createClient({
    url: running.socket,
    webSocketImpl: WebSocket,
    connectionParams: async () => ({ authorization: `Bearer ${await token()}` }),
    lazy: false,
    onNonLazyError: () => {},
    // A port that nobody listens on for a while is no reason to give up.
    shouldRetry: () => true,
    retryAttempts: 1000,
    retryWait: () => new Promise((done) => setTimeout(done, 50)),
    ...options.client,
  });
  const closed = new Promise((done) => client.on('closed', done));
  const ended = new Promise((done) => {
    client.subscribe(
      { query: CHANGES, variables },
      {
        next: ({ data, errors }) => {
          assert.equal(errors, undefined);
          variables.afterSeq = data.ticketChanged.seq;
          heard.push(data.ticketChanged);
          events.emit('heard');
        },
        error: done,
        complete: done,
      },
    );
  });
  const until = async (count) => {
    while (heard.length < count) await once(events, 'heard');
    return heard;
  };
  return { client, closed, ended, heard, until, variables };
}

/** The number from which on somebody wants to hear. */
async function now(running, token) {
  const { changes } = await post(running, token, '{ changes(first: 1) { upTo } }');
  return changes.upTo;
}

describe('the public client', { timeout: 60_000 }, () => {
  let at;
  before(async () => {
    at = await home();
    await demo(at);
  });
  after(() => at.remove());

  test('hears each change once and in order, and the feed tells the same', async () => {
    const running = await start(at);
    const [clerk, operator] = [await logIn(running, 'clerk'), await logIn(running, 'operator')];
    const begin = await now(running, operator);
    const ears = listen(running, () => operator, { afterSeq: begin });
    const ticket = await raise(running, clerk, '无法登录');
    for (const body of ['一', '二', '三']) await comment(running, clerk, ticket, body);
    const heard = await ears.until(4);
    assert.deepEqual(heard.map((change) => change.topic), [
      'ticket.raised', 'ticket.commented', 'ticket.commented', 'ticket.commented',
    ]);
    assert.ok(heard.every((change) => change.ticketId === ticket && change.ticket.title === '无法登录'));
    const document = 'query ($after: String) { changes(after: $after) { nodes { seq topic } readTo upTo } }';
    const { changes } = await post(running, operator, document, { after: String(begin) });
    assert.deepEqual(changes.nodes, heard.map(({ seq, topic }) => ({ seq, topic })));
    assert.equal(changes.readTo, changes.upTo);
    await ears.client.dispose();
    await ears.ended;
    await running.stop();
  });

  test('keeps the socket alive by ping and pong', async () => {
    const running = await start(at);
    const token = await logIn(running, 'clerk');
    const pong = new Promise((done) => {
      const ears = listen(running, () => token, { client: { keepAlive: 50, on: {
        pong: (received) => received && done(ears),
      } } });
    });
    const ears = await pong;
    await ears.client.dispose();
    await running.stop();
  });

  test('is told when its token ends, and misses nothing with a new one', async () => {
    const running = await start(at, { GONGDAN_AUTH__ACCESS_TOKEN__LIFETIME_SECONDS: '2' });
    const operator = await logIn(running, 'operator');
    const ears = listen(running, () => operator, { afterSeq: await now(running, operator) });
    const clerk = await logIn(running, 'clerk');
    const ticket = await raise(running, clerk, '令牌到期之前');
    await ears.until(1);
    assert.equal((await ears.closed).code, 4401);
    assert.equal((await ears.ended).code, 4401);
    await comment(running, await logIn(running, 'clerk'), ticket, '令牌到期之后');
    const again = await logIn(running, 'operator');
    const back = listen(running, () => again, { afterSeq: ears.variables.afterSeq });
    const [missed] = await back.until(1);
    assert.deepEqual([missed.topic, missed.ticketId, missed.resync], ['ticket.commented', ticket, false]);
    await back.client.dispose();
    await running.stop();
  });

  test('comes back after a restart and misses nothing', async () => {
    const first = await start(at);
    const token = await logIn(first, 'operator');
    const ears = listen(first, () => token, { afterSeq: await now(first, token) });
    const clerk = await logIn(first, 'clerk');
    const ticket = await raise(first, clerk, '重启之前');
    await ears.until(1);
    await first.stop();
    // What happens before the client is back, it hears afterwards.
    const second = await start(at, {}, first.port);
    await comment(second, clerk, ticket, '重启之后');
    const heard = await ears.until(2);
    assert.deepEqual(heard.map((change) => [change.topic, change.ticketId]), [
      ['ticket.raised', ticket], ['ticket.commented', ticket],
    ]);
    await ears.client.dispose();
    await second.stop();
  });
});
