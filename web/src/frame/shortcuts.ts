import { useEffect, useSyncExternalStore } from 'react';

type Shortcut = { keys: string; label: string };

/** `g t` is two keys one after the other; the second must follow within this time. */
const SEQUENCE_MS = 1_200;

type Registered = Shortcut & { run: () => void };

let registered: readonly Registered[] = [];
const listeners = new Set<() => void>();
let first: { key: string; at: number } | null = null;

function set(next: readonly Registered[]): void {
  registered = next;
  for (const listener of listeners) listener();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
  // A dialog in front has the keyboard to itself.
  if (document.querySelector('.ant-modal-wrap:not([style*="display: none"])')) return;
  const before = first && event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ` : '';
  const entry = registered.findLast((one) => one.keys === before + event.key) ?? registered.findLast((one) => one.keys === event.key);
  if (entry) {
    first = null;
    event.preventDefault();
    entry.run();
    return;
  }
  first = { key: event.key, at: event.timeStamp };
}

if (typeof window !== 'undefined') window.addEventListener('keydown', onKey);

/** A key, such as `a`, or two in a row, such as `g t`, while the component is on the page and `active`; `?` lists it with its label. */
export function useShortcut(keys: string, label: string, run: () => void, active = true): void {
  useEffect(() => {
    if (!active) return;
    const entry: Registered = { keys, label, run };
    set([...registered, entry]);
    return () => set(registered.filter((one) => one !== entry));
  }, [keys, label, run, active]);
}

export function useShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => registered,
  );
}
