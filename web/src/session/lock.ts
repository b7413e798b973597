const HELD_MS = 10_000;
const LOOK_MS = 60;

/**
 * Runs a task in one tab at a time. Browsers offer locks on https and localhost only; agencies also open the console by
 * plain http inside their network, where a dated entry in localStorage does.
 */
export function onlyOneTab<T>(name: string, task: () => Promise<T>): Promise<T> {
  // The DOM's types know no page that came by plain http.
  const locks = navigator.locks as LockManager | null | undefined;
  if (locks) return locks.request(name, task);
  return byStorage(`${name}.lock`, task);
}

async function byStorage<T>(key: string, task: () => Promise<T>): Promise<T> {
  const mine = Math.random().toString(36).slice(2);
  for (;;) {
    const until = Number(localStorage.getItem(key)?.split(' ')[1] ?? 0);
    if (until < Date.now()) {
      localStorage.setItem(key, `${mine} ${Date.now() + HELD_MS}`);
      await pause(LOOK_MS);
      if (localStorage.getItem(key)?.startsWith(`${mine} `)) break;
    }
    await pause(LOOK_MS + Math.random() * LOOK_MS);
  }
  try {
    return await task();
  } finally {
    localStorage.removeItem(key);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
