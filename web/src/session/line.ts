import { useSyncExternalStore } from 'react';

/** Whether changes reach us by themselves: `idle` while no page listens. */
export type Line = 'idle' | 'live' | 'away';

let line: Line = 'idle';
const listeners = new Set<() => void>();

export function setLine(next: Line): void {
  if (line === next) return;
  line = next;
  for (const listener of listeners) listener();
}

export function useLine(): Line {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => line,
  );
}
