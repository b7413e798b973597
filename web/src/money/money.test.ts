import { expect, test } from 'vitest';
import { formatMoney, formatShare } from './money.tsx';

test('money keeps every fen', () => {
  expect(formatMoney('90071992547409.93', 'zh')).toBe('¥90,071,992,547,409.93');
  expect(formatMoney('-1200.50', 'zh')).toBe('-¥1,200.50');
});

test('what is no decimal text is left as it is', () => {
  expect(formatMoney('—', 'en')).toBe('—');
});

test('shares of one are per cent', () => {
  expect(formatShare('0.9567', 'zh')).toBe('95.7%');
});
