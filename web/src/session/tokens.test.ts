import { beforeEach, expect, test, vi } from 'vitest';

const user = { id: 'u1', name: '韦芳' };

function session(number: number) {
  const expiresAt = new Date(Date.now() + 600_000).toISOString();
  return { accessToken: `access-${number}`, refreshToken: `refresh-${number}`, expiresAt, user };
}

function answer(data: unknown) {
  return Promise.resolve(new Response(JSON.stringify({ data })));
}

const asked = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.resetModules();
  localStorage.clear();
  asked.mockReset();
  vi.stubGlobal('fetch', asked);
});

async function fresh() {
  const [tokens, store] = await Promise.all([import('./tokens.ts'), import('./store.ts')]);
  return { ...tokens, ...store };
}

test('a page that is opened goes on with the session that is kept', async () => {
  localStorage.setItem('gongdan.refresh', 'refresh-0');
  asked.mockImplementation(() => answer({ refreshSession: { session: session(1), errors: [] } }));
  const { resume, sessionState, accessToken } = await fresh();
  await resume();
  expect(sessionState()).toEqual({ phase: 'in', userId: 'u1', userName: '韦芳' });
  expect(accessToken()).toBe('access-1');
  expect(localStorage.getItem('gongdan.refresh')).toBe('refresh-1');
});

test('a refresh token is used once, however many ask', async () => {
  localStorage.setItem('gongdan.refresh', 'refresh-0');
  asked.mockImplementation(() => answer({ refreshSession: { session: session(1), errors: [] } }));
  const { renew } = await fresh();
  expect(await Promise.all([renew(), renew(), renew()])).toEqual(['renewed', 'renewed', 'renewed']);
  expect(await renew()).toBe('renewed');
  expect(asked).toHaveBeenCalledTimes(1);
});

test('a token that was refused is renewed though it looks good', async () => {
  asked.mockImplementation(() => answer({ refreshSession: { session: session(2), errors: [] } }));
  const { begin, renew, accessToken } = await fresh();
  begin(session(1));
  expect(await renew('access-1')).toBe('renewed');
  expect(accessToken()).toBe('access-2');
});

test('a connection that fails keeps the session', async () => {
  localStorage.setItem('gongdan.refresh', 'refresh-0');
  asked.mockRejectedValue(new TypeError('offline'));
  const { resume, sessionState } = await fresh();
  await resume();
  expect(sessionState().phase).toBe('unreachable');
  expect(localStorage.getItem('gongdan.refresh')).toBe('refresh-0');
});

test('a session that ends under an open page waits for the person to come back', async () => {
  const { begin, expire, sessionState } = await fresh();
  begin(session(1));
  const waiting = expire();
  expect(sessionState()).toEqual({ phase: 'expired', userId: 'u1', userName: '韦芳' });
  begin(session(2));
  await waiting;
  expect(sessionState().phase).toBe('in');
});
