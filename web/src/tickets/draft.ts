import { useCallback, useState } from 'react';
import { useViewer } from '../session/viewer.tsx';

const PREFIX = 'gongdan.draft';

/**
 * Something half written, kept on this machine for the person who writes it, through reloads and the end of a session. `isValid` judges what is found,
 * because an older version of the console may have left it.
 */
export function useDraft<T extends object>(name: string, isValid: (found: unknown) => found is T) {
  const { user } = useViewer();
  const key = `${PREFIX} ${user.id} ${name}`;
  const [value, setValue] = useState<T | null>(() => read(key, isValid));
  const keep = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // A full or closed storage keeps nothing; the page still does.
      }
    },
    [key],
  );
  const forget = useCallback(() => {
    setValue(null);
    localStorage.removeItem(key);
  }, [key]);
  return { value, keep, forget };
}

function read<T>(key: string, isValid: (found: unknown) => found is T): T | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return isValid(found) ? found : null;
  } catch {
    return null;
  }
}
