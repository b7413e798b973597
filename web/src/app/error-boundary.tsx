import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../page/notice.tsx';

type Props = { children: ReactNode };

/** The last resort: what a page did not foresee. Chunks of an older build that are gone are the usual reason. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

export function Failed() {
  const { t } = useTranslation('app');
  return (
    <Notice title={t('failed.title')} text={t('failed.text')}>
      <Button type="primary" onClick={() => window.location.reload()}>
        {t('failed.reload')}
      </Button>
    </Notice>
  );
}
