// graphql-transport-ws, message by message.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { demo, home, logIn, start } from '../support/gongdan.js';
import { acknowledged, dial } from '../support/raw.js';

describe('the protocol of the socket', { timeout: 60_000 }, () => {
  let at, running, token;
  before(async () => {
    at = await home();
    await demo(at);
    running = await start(at, { GONGDAN_SOCKET__INIT_SECONDS: '1' });
    token = await logIn(running, 'clerk');
  });
  after(async () => {
    await running.stop();
    await at.remove();
  });

  const subscribe = (id, query) => ({ type: 'subscribe', id, payload: { query } });
  const live = 'subscription { ticketChanged { seq } }';

  test('a query is answered by next, then complete', async () => {
    const socket = await acknowledged(running, token);
    socket.say(subscribe('a', '{ viewer { user { login } } }'));
    assert.deepEqual(await socket.hear(), {
      type: 'next', id: 'a', payload: { data: { viewer: { user: { login: 'clerk' } } } },
    });
    assert.deepEqual(await socket.hear(), { type: 'complete', id: 'a' });
    socket.close();
  });

  test('a document that is no good is answered by error, and by nothing more', async () => {
    const socket = await acknowledged(running, token);
    for (const query of ['{', '{ nothing }', 'subscription { nothing }', 'mutation { __typename }']) {
      socket.say(subscribe('a', query));
      const refused = await socket.hear();
      assert.deepEqual([refused.type, refused.id], ['error', 'a'], query);
      assert.ok(refused.payload[0].message && refused.payload[0].extensions.code, query);
    }
    // The id is free again, and no complete stands between.
    socket.say(subscribe('a', '{ __typename }'));
    assert.equal((await socket.hear()).type, 'next');
    assert.equal((await socket.hear()).type, 'complete');
    socket.close();
  });

  test('what a subscription may not see is told by next with errors, then complete', async () => {
    const socket = await acknowledged(running, token);
    socket.say(subscribe('a', 'subscription { ticketChanged(ticketId: "nobody") { seq } }'));
    const told = await socket.hear();
    assert.deepEqual([told.type, told.payload.errors[0].extensions.code], ['next', 'NOT_FOUND']);
    assert.deepEqual(await socket.hear(), { type: 'complete', id: 'a' });
    socket.close();
  });

  test('nothing is said of an operation that the client has completed', async () => {
    const socket = await acknowledged(running, token);
    socket.say(subscribe('a', live));
    socket.say({ type: 'complete', id: 'a' });
    socket.say({ type: 'ping', payload: { at: 1 } });
    assert.equal((await socket.hear()).type, 'pong');
    socket.say(subscribe('a', '{ __typename }'));
    assert.equal((await socket.hear()).type, 'next');
    socket.close();
  });

  test('a pong that nobody asked for is no fault', async () => {
    const socket = await acknowledged(running, token);
    socket.say({ type: 'pong' });
    socket.say({ type: 'ping' });
    assert.deepEqual(await socket.hear(), { type: 'pong' });
    socket.close();
  });

  const ends = {
    4400: {
      'no JSON': (socket) => socket.say('{'),
      'an unknown type': (socket) => socket.say({ type: 'hello' }),
      'a message of the older protocol': (socket) => socket.say({ type: 'connection_terminate' }),
      'an operation without an id': (socket) => socket.say(subscribe('', live)),
      'bytes': (socket) => socket.bytes(Buffer.from('{}')),
    },
    4409: {
      'an id that is taken': (socket) => {
        socket.say(subscribe('a', live));
        socket.say(subscribe('a', live));
      },
    },
    4429: { 'a second connection_init': (socket) => socket.say({ type: 'connection_init' }) },
  };
  for (const [code, faults] of Object.entries(ends)) {
    for (const [fault, commit] of Object.entries(faults)) {
      test(`${fault} ends the socket with ${code}`, async () => {
        const socket = await acknowledged(running, token);
        commit(socket);
        assert.equal((await socket.closed).code, Number(code));
      });
    }
  }

  test('subscribing before connection_init ends the socket with 4401', async () => {
    const socket = await dial(running);
    socket.say(subscribe('a', live));
    assert.equal((await socket.closed).code, 4401);
  });

  test('a token that is none ends the socket with 4403', async () => {
    const socket = await dial(running);
    socket.say({ type: 'connection_init', payload: { authorization: 'Bearer x.y.z' } });
    assert.equal((await socket.closed).code, 4403);
  });

  test('silence ends the socket with 4408', async () => {
    const socket = await dial(running);
    assert.equal((await socket.closed).code, 4408);
  });
});
