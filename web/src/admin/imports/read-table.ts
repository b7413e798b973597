import type { ImportFileInput } from '../../gql/schema.ts';

/** A chosen file as the API takes it: its bytes, for it knows the encodings that spreadsheets write. */
export async function readTable(file: File): Promise<ImportFileInput> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { base64: btoa(binary), format: file.name.toLowerCase().endsWith('.xlsx') ? 'XLSX' : 'CSV' };
}
