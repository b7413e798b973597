import { App, Button } from 'antd';
import { useCallback, useId } from 'react';
import { useTranslation } from 'react-i18next';

/** Seconds for which something done can be taken back from where one is. */
const SECONDS = 8;

/** Says that something was done, with a way back as long as the message stands. */
export function useUndo(): (done: string, undo: () => void) => void {
  const { notification } = App.useApp();
  const { t } = useTranslation('app');
  const key = useId();
  return useCallback(
    (done, undo) => {
      notification.success({
        key,
        title: done,
        duration: SECONDS,
        actions: (
          <Button
            size="small"
            onClick={() => {
              notification.destroy(key);
              undo();
            }}
          >
            {t('undo')}
          </Button>
        ),
      });
    },
    [key, notification, t],
  );
}
