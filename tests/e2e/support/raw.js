// A socket without a client's manners.
import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Opens a socket that remembers what it hears. */
export async function dial(running) {
  const socket = new WebSocket(running.socket, 'graphql-transport-ws');
  const heard = [];
  const waiting = [];
  socket.on('message', (data) => {
    const message = JSON.parse(data.toString());
    const next = waiting.shift();
    if (next) next(message);
    else heard.push(message);
  });
  const closed = once(socket, 'close').then(([code, reason]) => ({ code, reason: reason.toString() }));
  await once(socket, 'open');
  return {
    closed,
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    bytes: (data) => socket.send(data, { binary: true }),
    hear: () => (heard.length > 0 ? Promise.resolve(heard.shift()) : new Promise((next) => waiting.push(next))),
    close: () => socket.close(1000),
  };
}

/** The same, acknowledged. */
export async function acknowledged(running, token) {
  const socket = await dial(running);
  socket.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  const { type } = await socket.hear();
  if (type !== 'connection_ack') throw new Error(type);
  return socket;
}
