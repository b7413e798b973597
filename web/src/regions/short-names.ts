/** What names of siblings have in common at their end says nothing on a small tile: 南宁市大数据发展局 → 南宁. */
export function shortNames(names: readonly string[]): string[] {
  if (names.length < 2) return [...names];
  const shared = commonEnd(names);
  return names.map((name) => name.slice(0, name.length - shared).trim());
}

/** Characters, of which every name keeps two at least. */
function commonEnd(names: readonly string[]): number {
  const [first = ''] = names;
  const most = Math.min(...names.map((name) => name.length)) - 2;
  let count = 0;
  while (count < most && names.every((name) => name.at(-1 - count) === first.at(-1 - count))) count += 1;
  return count;
}
