// The executable as a process of its own, in a folder of its own, with these settings and no others.
import { execFile, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const target = process.env.CARGO_TARGET_DIR ?? path.join(import.meta.dirname ?? '.', '../../../target');
const executable = path.resolve(process.env.GONGDAN ?? path.join(target, 'debug/gongdan'));
export const PASSWORD = 'gongdan-demo';

/** A folder that holds a database and a key; several processes may use it, one after the other. */
export async function home() {
  const folder = await mkdtemp(path.join(tmpdir(), 'gongdan-e2e-'));
  // What a test that failed has left running.
  const children = new Set();
  const remove = async () => {
    children.forEach((child) => child.kill('SIGKILL'));
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, children, remove };
}

/** Loads a small demo: one log-in for each role. */
export async function demo({ folder }, tickets = 20) {
  await promisify(execFile)(executable, ['demo'], { cwd: folder, env: { GONGDAN_DEMO__TICKETS: String(tickets) } });
}

/** The settings that production asks for. */
export async function production({ folder }) {
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = path.join(folder, 'production.pem');
  await writeFile(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return {
    GONGDAN_MODE: 'production',
    GONGDAN_SERVER__GRAPHIQL: 'false',
    GONGDAN_SERVER__PUBLIC_URL: 'https://gongdan.example',
    GONGDAN_AUTH__SIGNING_KEY: key,
  };
}

async function freePort() {
  const probe = createServer();
  await new Promise((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

/**
 * Starts it and waits until it answers.
 * @param {{ folder: string, children: Set<import('node:child_process').ChildProcess> }} at
 * @param {Record<string, string>} settings
 * @param {number | undefined} port
 */
export async function start({ folder, children }, settings = {}, port = undefined) {
  const listen = `127.0.0.1:${port ?? (await freePort())}`;
  const env = { GONGDAN_SERVER__LISTEN: listen, GONGDAN_LOG__FILTER: 'warn', ...settings };
  const child = spawn(executable, [], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (log += text));
  children.add(child);
  const ended = new Promise((done) => child.once('exit', done)).then(() => children.delete(child));
  const running = {
    url: `http://${listen}/graphql`,
    socket: `ws://${listen}/graphql`,
    port: Number(listen.split(':')[1]),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
  for (let look = 0; look < 600; look += 1) {
    if (child.exitCode !== null) throw new Error(`it ended: ${log}`);
    const ready = await fetch(`http://${listen}/readyz`).catch(() => undefined);
    if (ready?.ok) return running;
    await pause(50);
  }
  child.kill('SIGKILL');
  throw new Error(`it does not answer: ${log}`);
}

/** Posts a document; answers with its data. */
export async function post(running, token, query, variables = {}) {
  const headers = { 'content-type': 'application/json' };
  if (token) headers.authorization = `Bearer ${token}`;
  const answer = await fetch(running.url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** An access token. */
export async function logIn(running, login) {
  const document =
    'mutation ($input: LogInInput!) { logIn(input: $input) { session { accessToken } errors { message } } }';
  const { logIn: payload } = await post(running, undefined, document, { input: { login, password: PASSWORD } });
  return payload.session.accessToken;
}

/** Raises a ticket for the first system that somebody sees and that a contract covers; its global id. */
export async function raise(running, token, title) {
  const { systems } = await post(running, token, '{ systems(first: 100) { nodes { id } } }');
  const document = `mutation ($input: RaiseTicketInput!) {
    raiseTicket(input: $input) { ticket { id } errors { code message } } }`;
  const refusals = [];
  for (const { id: systemId } of systems.nodes) {
    const input = { systemId, title, kind: 'INCIDENT', impact: 'LOW', urgency: 'LOW' };
    const { raiseTicket } = await post(running, token, document, { input });
    if (raiseTicket.ticket) return raiseTicket.ticket.id;
    refusals.push(...raiseTicket.errors);
  }
  throw new Error(JSON.stringify(refusals));
}

/** Leaves a comment that both sides may read. */
export async function comment(running, token, ticketId, body) {
  const document = `mutation ($input: CommentTicketInput!) {
    commentTicket(input: $input) { errors { code message } } }`;
  const input = { ticketId, body, visibility: 'PUBLIC' };
  const { commentTicket } = await post(running, token, document, { input });
  if (commentTicket.errors.length > 0) throw new Error(JSON.stringify(commentTicket.errors));
}
