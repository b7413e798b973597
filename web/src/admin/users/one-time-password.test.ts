import { expect, test } from 'vitest';
import { oneTimePassword } from './one-time-password.ts';

test('a password is long, readable and new each time', () => {
  const made = Array.from({ length: 50 }, oneTimePassword);
  for (const password of made) expect(password).toMatch(/^([a-km-np-zA-HJ-NP-Z2-9]{4}-){3}[a-km-np-zA-HJ-NP-Z2-9]{4}$/);
  expect(new Set(made).size).toBe(made.length);
});
