import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Section } from '../page/section.tsx';
import { Instant } from '../time/instant.tsx';
import { ToneTag } from '../words/tone-tag.tsx';
import { Word } from '../words/word.tsx';
import type { Change } from './calendar-change-page.tsx';

type Touched = NonNullable<NonNullable<Change['preview']>['touched']>;

/** Which running deadlines would move, and to when. */
export function TouchedClocks({ touched }: { touched: Touched }) {
  const { t } = useTranslation('promises');
  const due = (at: string | null | undefined, isProvisional: boolean) => (
    <>
      <Instant at={at} /> {isProvisional && <ToneTag tone="waiting">{t('simulator.provisional')}</ToneTag>}
    </>
  );
  return (
    <Section title={touched.clocks === 0 ? t('change.clocks') : t('change.touched', { count: touched.first.length })}>
      {touched.first.length === 0 ? (
        <p className="soft">{t('change.noClocks')}</p>
      ) : (
        <Table
          aria-label={t('change.clocks')}
          size="small"
          pagination={false}
          rowKey={(row) => `${row.ticketId} ${row.metric} ${row.cycle} ${row.seq}`}
          dataSource={touched.first}
          scroll={{ x: 640 }}
          columns={[
            { title: t('change.ticket'), render: (_, row) => <Link to={`/tickets/${row.ticketNumber}`}>{row.ticketNumber}</Link> },
            { title: t('change.metric'), width: 110, render: (_, row) => <Word of="Metric" is={row.metric} /> },
            { title: t('change.dueBefore'), width: 210, render: (_, row) => due(row.dueBefore, row.provisionalBefore) },
            { title: t('change.dueAfter'), width: 210, render: (_, row) => due(row.dueAfter, row.provisionalAfter) },
          ]}
        />
      )}
    </Section>
  );
}
