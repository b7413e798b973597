import { ReloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSubscription } from 'urql';
import { TicketsLiveDocument } from './list.gql.ts';

/** Says that something has changed since the list was read; the list does not jump under somebody's eyes. */
export function ListNews({ onRead }: { onRead: () => void }) {
  const { t } = useTranslation('tickets');
  const [count, setCount] = useState(0);
  useSubscription(
    { query: TicketsLiveDocument, variables: {} },
    useCallback(() => {
      setCount((before) => before + 1);
      return null;
    }, []),
  );
  if (count === 0) return null;
  return (
    <Button
      size="small"
      icon={<ReloadOutlined />}
      onClick={() => {
        setCount(0);
        onRead();
      }}
    >
      {t('news', { count })}
    </Button>
  );
}
