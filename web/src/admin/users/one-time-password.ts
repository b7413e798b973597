/** Without characters that are mistaken for each other when somebody reads them out. */
const alphabet = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const groups = 4;
const groupLength = 4;

/** For the first log-in of somebody whose password is set by another; the API takes it, and nobody can read it again. */
export function oneTimePassword(): string {
  const letters = Array.from({ length: groups * groupLength }, drawn);
  return Array.from({ length: groups }, (_, group) => letters.slice(group * groupLength, (group + 1) * groupLength).join('')).join('-');
}

function drawn(): string {
  // Bytes beyond the last whole multiple would make some characters likelier.
  const most = Math.floor(256 / alphabet.length) * alphabet.length;
  for (;;) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte !== undefined && byte < most) return alphabet.charAt(byte % alphabet.length);
  }
}
