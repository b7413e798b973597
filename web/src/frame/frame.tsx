import { Drawer, Grid, Layout, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation } from 'react-router';
import { useSession } from '../session/store.ts';
import { ViewerProvider } from '../session/viewer.tsx';
import { Header } from './header.tsx';
import { KeyboardHelp } from './keyboard-help.tsx';
import { Navigation } from './navigation.tsx';
import { PublicHeader } from './public-header.tsx';

const LogInPage = lazy(() => import('../session/log-in-page.tsx'));

/** The console around its pages; the log-in page while nobody is logged in. */
export function AppFrame() {
  const { phase } = useSession();
  if (phase === 'out') {
    return (
      <Suspense>
        <LogInPage />
      </Suspense>
    );
  }
  return (
    <ViewerProvider>
      <Console />
    </ViewerProvider>
  );
}

function Console() {
  const { t } = useTranslation('app');
  const wide = Grid.useBreakpoint().lg ?? window.innerWidth >= 992;
  const { pathname } = useLocation();
  // It was opened on a page, and is closed on any other.
  const [openOn, setOpenOn] = useState<string | null>(null);
  return (
    <Layout className="console">
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      <Header onMenu={wide ? undefined : () => setOpenOn(pathname)} />
      <Layout hasSider={wide}>
        {wide ? (
          <Layout.Sider width={212} className="console-side">
            <Navigation />
          </Layout.Sider>
        ) : (
          <Drawer open={openOn === pathname} onClose={() => setOpenOn(null)} placement="left" size={264} title={t('product')}>
            <Navigation />
          </Drawer>
        )}
        <Layout.Content id="content" className="console-content" tabIndex={-1} role="main">
          <Suspense fallback={<Skeleton active className="page" />}>
            <Outlet />
          </Suspense>
        </Layout.Content>
      </Layout>
      <KeyboardHelp />
    </Layout>
  );
}

/** Around pages that are open to everybody. */
export function PublicFrame() {
  return (
    <Layout className="console">
      <PublicHeader />
      <Layout.Content id="content" className="console-content" role="main">
        <Suspense fallback={<Skeleton active className="page" />}>
          <Outlet />
        </Suspense>
      </Layout.Content>
    </Layout>
  );
}
