import { type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { useConfirm } from './confirm.ts';

/** Asks before a page is left with something typed into it and not sent; `sent` says so at once, before anything is drawn anew. */
export function useUnsaved(dirty: boolean, sent?: RefObject<boolean>): void {
  const confirm = useConfirm();
  const { t } = useTranslation('app');
  const blocker = useBlocker(({ currentLocation, nextLocation }) => dirty && sent?.current !== true && currentLocation.pathname !== nextLocation.pathname);
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    void confirm({ title: t('unsaved.title'), text: t('unsaved.text'), act: t('unsaved.leave'), danger: true }).then((leave) => {
      if (leave) blocker.proceed();
      else blocker.reset();
    });
  }, [blocker, confirm, t]);
  useEffect(() => {
    if (!dirty) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [dirty]);
}
