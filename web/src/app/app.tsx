import { App as AntApp, ConfigProvider, Spin } from 'antd';
import { Suspense, useEffect, useState } from 'react';
import { RouterProvider } from 'react-router';
import { SessionGate } from '../session/gate.tsx';
import { resume } from '../session/tokens.ts';
import { useAntLocale } from './ant-locale.ts';
import { useDark } from './appearance.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { createRouter } from './router.tsx';
import { themeOf } from './theme.ts';
import { startWords } from './words.ts';

const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const started = Promise.all([startWords(), resume()]);

export function App() {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    void started.then(() => setReady(true));
  }, []);
  return <ErrorBoundary>{ready ? <Dressed /> : <Spin fullscreen delay={300} />}</ErrorBoundary>;
}

function Dressed() {
  const isDark = useDark();
  const locale = useAntLocale();
  const [router] = useState(createRouter);
  return (
    <ConfigProvider theme={themeOf(isDark, calm)} locale={locale} componentSize="middle" button={{ autoInsertSpace: false }}>
      <AntApp className="app" notification={{ placement: 'bottomRight' }}>
        <Suspense fallback={<Spin fullscreen delay={300} />}>
          <SessionGate>
            <RouterProvider router={router} />
          </SessionGate>
        </Suspense>
      </AntApp>
    </ConfigProvider>
  );
}
