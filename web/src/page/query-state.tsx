import { Alert, Button, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CombinedError } from 'urql';
import { problemText } from './problem.ts';

type Props = {
  query: { fetching: boolean; error?: CombinedError | undefined };
  retry: () => void;
  /** What is there instead of the content when nothing was found. */
  empty?: boolean;
  emptyText?: ReactNode;
  children?: ReactNode;
};

/**
 * Loading, error with a way to try again, nothing found, or the content. Content that is there stays while it is asked for again,
 * and below an error: render children as soon as there is data.
 */
export function QueryState({ query, retry, empty, emptyText, children }: Props) {
  const { t } = useTranslation('app');
  if (query.error) {
    return (
      <>
        <Alert
          type="error"
          showIcon
          role="alert"
          className="query-error"
          title={problemText(query.error, t)}
          action={
            <Button size="small" onClick={retry}>
              {t('retry')}
            </Button>
          }
        />
        {children}
      </>
    );
  }
  if (children && !empty) return children;
  if (query.fetching || !empty) {
    return (
      <div aria-busy="true" aria-label={t('loading')} role="status">
        <Skeleton active title={false} paragraph={{ rows: 5 }} />
      </div>
    );
  }
  return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={emptyText ?? t('nothing')} />;
}
