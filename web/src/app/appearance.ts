import { useSyncExternalStore } from 'react';

export const appearances = ['system', 'light', 'dark'] as const;
type Appearance = (typeof appearances)[number];

const KEPT = 'gongdan.appearance';
const system = window.matchMedia('(prefers-color-scheme: dark)');
const print = window.matchMedia('print');
const listeners = new Set<() => void>();

let chosen: Appearance = kept();

function kept(): Appearance {
  const text = localStorage.getItem(KEPT);
  return appearances.find((one) => one === text) ?? 'system';
}

function changed(): void {
  document.documentElement.dataset.appearance = isDark() ? 'dark' : 'light';
  for (const listener of listeners) listener();
}

system.addEventListener('change', changed);
print.addEventListener('change', changed);
changed();

/** Paper is white whatever the screen is. */
export function isDark(): boolean {
  if (print.matches) return false;
  return chosen === 'dark' || (chosen === 'system' && system.matches);
}

export function chooseAppearance(next: Appearance): void {
  chosen = next;
  localStorage.setItem(KEPT, next);
  changed();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useDark(): boolean {
  return useSyncExternalStore(listen, isDark);
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(listen, () => chosen);
}
