import { Button, Spin } from 'antd';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Provider } from 'urql';
import { languageOf } from '../app/language.ts';
import { Notice } from '../page/notice.tsx';
import { createClient } from './client.ts';
import { useSession } from './store.ts';
import { resume } from './tokens.ts';

const LogInAgain = lazy(() => import('./log-in-again.tsx'));

/** Gives everything below a client of the person who is logged in, and asks for the password again once the session ends. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { phase, userId } = useSession();
  const { t, i18n } = useTranslation('app');
  const { language } = i18n;
  const client = useMemo(() => createClient(userId, languageOf(language)), [userId, language]);
  if (phase === 'starting') return <Spin fullscreen delay={300} />;
  if (phase === 'unreachable') {
    return (
      <Notice title={t('problem.unreachable')}>
        <Button onClick={() => void resume()}>{t('retry')}</Button>
      </Notice>
    );
  }
  return (
    <Provider value={client}>
      {children}
      {phase === 'expired' && (
        <Suspense>
          <LogInAgain />
        </Suspense>
      )}
    </Provider>
  );
}
