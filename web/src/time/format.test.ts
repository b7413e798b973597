import { describe, expect, test } from 'vitest';
import { formatDate, formatDuration, formatInstant, formatRelative, formatTicking, zoneName } from './format.ts';

describe('instants', () => {
  test('are shown in the zone of the service', () => {
    expect(formatInstant('2026-11-30T20:15:09Z', 'zh')).toBe('2026-12-01 04:15');
    expect(formatInstant('2026-11-30T20:15:09Z', 'en', 'second')).toBe('1 Dec 2026, 04:15:09');
  });

  test('begin a day at 00:00', () => {
    expect(formatInstant('2026-11-30T16:00:00Z', 'zh')).toBe('2026-12-01 00:00');
  });

  test('of civil dates belong to no zone', () => {
    expect(formatDate('2026-12-01', 'zh')).toBe('2026-12-01');
    expect(formatDate('2026-12-01', 'en')).toBe('1 Dec 2026');
  });

  test('name their zone', () => {
    expect(zoneName('Asia/Shanghai', 'zh')).toBe('北京时间（UTC+08:00）');
    expect(zoneName('Asia/Shanghai', 'en')).toBe('Beijing time (UTC+08:00)');
  });
});

describe('durations', () => {
  test('have their two largest units', () => {
    expect(formatDuration(3_600 + 20 * 60 + 5, 'en')).toBe('1 hr 20 mins');
    expect(formatDuration(2 * 86_400 + 59, 'en')).toBe('2 days 59 secs');
    expect(formatDuration(90, 'zh')).toBe('1分钟30秒');
  });

  test('may be nothing, or negative', () => {
    expect(formatDuration(0, 'en')).toBe('0 secs');
    expect(formatDuration(-60, 'en')).toBe('−1 min');
  });

  test('that tick count hours', () => {
    expect(formatTicking(26 * 3_600 + 189)).toBe('26:03:09');
    expect(formatTicking(-61)).toBe('0:01:01');
  });
});

test('relative times take the unit that fits', () => {
  const now = Date.parse('2026-11-30T12:00:00Z');
  expect(formatRelative('2026-11-30T11:57:00Z', now, 'en')).toBe('3 minutes ago');
  expect(formatRelative('2026-12-02T13:00:00Z', now, 'en')).toBe('in 2 days');
  expect(formatRelative('2026-11-30T11:57:00Z', now, 'zh')).toBe('3分钟前');
});
