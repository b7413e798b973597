// Leaves `x.br` and `x.gz` beside each text of `dist`: the executable sends what a browser takes and compresses nothing itself.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Below this a compressed answer is no quicker. */
const SMALLEST = 1024;
const TEXT = /\.(css|html|js|json|svg|webmanifest)$/;

const dist = new URL('../dist/', import.meta.url);

async function compress(name) {
  const file = new URL(name, dist);
  const text = await readFile(file);
  if (text.length < SMALLEST) return;
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
  await writeFile(`${file.pathname}.br`, await promisify(brotliCompress)(text, { params }));
  await writeFile(`${file.pathname}.gz`, await promisify(gzip)(text, { level: 9 }));
}

const names = await readdir(dist, { recursive: true });
await Promise.all(names.filter((name) => TEXT.test(name)).map(compress));
