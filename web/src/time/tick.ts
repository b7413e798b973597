import { useSyncExternalStore } from 'react';
import { serverNow } from './server-clock.ts';

/** One timer for everything on the page that changes with the seconds. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let second = currentSecond();

function currentSecond(): number {
  return Math.floor(serverNow() / 1000);
}

function tick(): void {
  second = currentSecond();
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    second = currentSecond();
    timer = setInterval(tick, 1000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** The server's time in whole seconds since 1970; the component is drawn again with each. */
export function useSecond(): number {
  return useSyncExternalStore(listen, () => second);
}

/** The same in whole minutes, for what needs no more. */
export function useMinute(): number {
  return useSyncExternalStore(listen, () => Math.floor(second / 60));
}
