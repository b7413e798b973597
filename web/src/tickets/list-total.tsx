import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useLanguage } from '../app/use-language.ts';
import type { TicketFilter } from '../gql/schema.ts';
import { formatNumber } from '../money/money.tsx';
import { TicketTotalDocument } from './list.gql.ts';

/** How many there are, counted when somebody wants to know. */
export function ListTotal({ filter }: { filter: TicketFilter }) {
  const { t } = useTranslation('tickets');
  const language = useLanguage();
  const key = JSON.stringify(filter);
  const [wanted, want] = useState<string>();
  const [query] = useQuery({ query: TicketTotalDocument, variables: { filter }, pause: wanted !== key });
  const count = wanted === key ? query.data?.tickets.totalCount : undefined;
  if (count !== undefined) return <span role="status">{t('total', { count, shown: formatNumber(count, language) })}</span>;
  return (
    <Button size="small" loading={wanted === key && query.fetching} onClick={() => want(key)}>
      {t('count')}
    </Button>
  );
}
