import { App } from 'antd';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';

type Question = {
  title: string;
  text?: ReactNode;
  /** What the button says: the act itself, not "OK". */
  act: string;
  danger?: boolean;
};

/** Asks before what cannot be undone. */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const { modal } = App.useApp();
  const { t } = useTranslation('app');
  return useCallback(
    async ({ title, text, act, danger }) =>
      modal.confirm({
        title,
        content: text,
        okText: act,
        cancelText: t('cancel'),
        okButtonProps: { danger: danger ?? false },
        focusable: { autoFocusButton: danger ? 'cancel' : 'ok' },
      }),
    [modal, t],
  );
}
