/** Reading what the API gives as JSON: each gives back what fits, and nothing else. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const entries: Record<string, unknown> = Object.fromEntries(Object.entries(value));
  return entries;
}

export function listOf<T>(value: unknown, read: (one: Readonly<Record<string, unknown>>) => T): T[] {
  return Array.isArray(value) ? value.map((one: unknown) => read(recordOf(one))) : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function numberOf(value: unknown, otherwise = 0): number {
  return typeof value === 'number' ? value : otherwise;
}

/** Undefined where there is nothing. */
export function someText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One of the words that are known here; undefined for any other. */
export function wordOf<T extends string>(value: unknown, words: readonly T[]): T | undefined {
  return words.find((word) => word === value);
}

export function wordsOf<T extends string>(value: unknown, words: readonly T[]): T[] {
  return Array.isArray(value) ? words.filter((word) => value.includes(word)) : [];
}
