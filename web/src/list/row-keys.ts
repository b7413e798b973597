import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../frame/shortcuts.ts';

type Options<N> = {
  rows: readonly N[];
  rowKey: (row: N) => string;
  /** The key of the row that one stands on. */
  cursor: string | undefined;
  walk: (key: string, index: number) => void;
  onOpen: ((row: N) => void) | undefined;
};

/** `j` and `k` go down and up in a list, Enter opens the row that one stands on. */
export function useRowKeys<N>({ rows, rowKey, cursor, walk, onOpen }: Options<N>): void {
  const { t } = useTranslation('app');
  const move = useCallback(
    (by: number) => {
      const at = cursor === undefined ? -1 : rows.findIndex((row) => rowKey(row) === cursor);
      const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by));
      const row = rows[next];
      if (row) walk(rowKey(row), next);
    },
    [rows, rowKey, cursor, walk],
  );
  const down = useCallback(() => move(1), [move]);
  const up = useCallback(() => move(-1), [move]);
  const open = useCallback(() => {
    const row = rows.find((one) => rowKey(one) === cursor);
    if (row) onOpen?.(row);
  }, [rows, rowKey, cursor, onOpen]);
  useShortcut('j', t('keys.next'), down, onOpen !== undefined);
  useShortcut('k', t('keys.previous'), up, onOpen !== undefined);
  useShortcut('Enter', t('keys.open'), open, onOpen !== undefined && cursor !== undefined);
}
