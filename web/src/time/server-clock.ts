let offsetMs = 0;
let known = false;

/**
 * The `Date` of each answer tells how far this machine's clock is off: countdowns follow the server, as the deadlines do. It is cut to the
 * second, so smaller differences are left alone.
 */
export function observe(response: Response): void {
  const date = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(date)) return;
  const offset = date + 500 - Date.now();
  if (!known || Math.abs(offset - offsetMs) > 2_000) offsetMs = Math.abs(offset) < 1_500 ? 0 : offset;
  known = true;
}

export function serverNow(): number {
  return Date.now() + offsetMs;
}
