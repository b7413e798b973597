import { expect, test } from 'vitest';

const locales = import.meta.glob<Record<string, unknown>>('/src/*/locale.*.json', { import: 'default', eager: true });

/** Chinese has one plural form, English two. */
function keysOf(words: Record<string, unknown>, above = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? keysOf(Object.fromEntries(Object.entries(value)), `${above}${key}.`)
      : [`${above}${key}`.replace(/_(one|other)$/, '')],
  );
}

/** Which value fills a hole may differ, as the number of a month and its name do; how many there are does not. */
function holes(text: unknown): number {
  return typeof text === 'string' ? text.split('{{').length - 1 : 0;
}

function textsOf(words: Record<string, unknown>, above = ''): [string, number][] {
  return Object.entries(words).flatMap(([key, value]): [string, number][] =>
    typeof value === 'object' && value !== null
      ? textsOf(Object.fromEntries(Object.entries(value)), `${above}${key}.`)
      : [[`${above}${key}`, holes(value)]],
  );
}

const folders = Object.keys(locales).flatMap((path) => (path.endsWith('locale.zh.json') ? [path.replace('locale.zh.json', '')] : []));

test.each(folders)('%s says the same in both languages', (folder) => {
  const zh = locales[`${folder}locale.zh.json`] ?? {};
  const en = locales[`${folder}locale.en.json`] ?? {};
  expect([...new Set(keysOf(en))].sort()).toEqual([...new Set(keysOf(zh))].sort());
  const english = new Map(textsOf(en));
  for (const [key, wanted] of textsOf(zh)) expect([key, english.get(key)]).toEqual([key, wanted]);
});
