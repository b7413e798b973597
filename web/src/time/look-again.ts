import { useEffect } from 'react';

const EVERY = 3_000;

/** While one waits for something that the platform does, looks every few seconds; `look` stays the same function. */
export function useLookAgain(waits: boolean, look: () => void): void {
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(look, EVERY);
    return () => clearInterval(timer);
  }, [waits, look]);
}
