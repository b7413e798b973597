// What the browser must fetch before the first page answers: the entry of the built console, what it imports, and the same of the start page and the
// log-in page. Fails above the bar.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const MOST = 350 * 1024;
const FIRST = ['src/home/home-page.tsx', 'src/session/log-in-page.tsx', 'src/words/zh/index.ts'];
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8'));

function closure(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, found);
  return found;
}

const compressed = (key) => gzipSync(readFileSync(new URL(manifest[key].file, dist)), { level: 9 }).length;
const keys = new Set(['index.html', ...FIRST.filter((key) => manifest[key])].flatMap((key) => [...closure(key)]));
const parts = [...keys].filter((key) => manifest[key].file.endsWith('.js')).map((key) => [manifest[key].file, compressed(key)]);
parts.sort((a, b) => b[1] - a[1]);
for (const [file, bytes] of parts.slice(0, 12)) console.log(`${(bytes / 1024).toFixed(1).padStart(8)} KiB  ${file}`);
const total = parts.reduce((sum, [, bytes]) => sum + bytes, 0);
console.log(`${(total / 1024).toFixed(1).padStart(8)} KiB  in all, of ${MOST / 1024}`);
if (total > MOST) {
  console.error('the first page needs too much JavaScript');
  process.exit(1);
}
