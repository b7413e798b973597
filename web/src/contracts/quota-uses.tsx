import { Button, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CivilDate, Instant } from '../time/instant.tsx';
import { WordTag } from '../words/word.tsx';
import { QuotaAmount } from './quota-amount.tsx';
import type { QuotaAct } from './quota-dialog.tsx';
import type { QuotaFragment } from './quotas.gql.ts';

const SHOWN = 10;

/** What was booked on a quota, and what the agency said to it. */
export function QuotaUses({ quota, onAct }: { quota: QuotaFragment; onAct: (act: QuotaAct) => void }) {
  const { t } = useTranslation('contracts');
  const uses = [...quota.uses.nodes].sort((a, b) => b.occurredOn.localeCompare(a.occurredOn));
  if (uses.length === 0) return <p className="soft">{t('quota.noUses')}</p>;
  return (
    <Table
      aria-label={t('quota.uses')}
      size="small"
      pagination={uses.length > SHOWN ? { pageSize: SHOWN, showSizeChanger: false } : false}
      rowKey="id"
      dataSource={uses}
      scroll={{ x: 760 }}
      columns={[
        { title: t('quota.occurredOn'), width: 120, render: (_, use) => <CivilDate date={use.occurredOn} /> },
        { title: t('quota.quantity'), width: 120, align: 'right', render: (_, use) => <QuotaAmount kind={use.kind} amount={use.quantity} /> },
        { title: t('field.state'), width: 100, render: (_, use) => <WordTag of="QuotaUseState" is={use.state} /> },
        {
          title: t('field.note'),
          render: (_, use) => (
            <>
              {use.note}
              {use.ticketId && (
                <>
                  {' '}
                  <Link to={`/tickets/${use.ticketId}`}>{t('quota.ticket')}</Link>
                </>
              )}
              {use.decisionNote && <div className="soft">{use.decisionNote}</div>}
            </>
          ),
        },
        {
          title: t('quota.bookedBy'),
          width: 190,
          render: (_, use) => (
            <>
              {use.bookedBy}
              <div className="soft">
                <Instant at={use.bookedAt} />
              </div>
            </>
          ),
        },
        {
          title: t('quota.acts'),
          width: 170,
          render: (_, use) => (
            <>
              {use.availableActions.includes('DECIDE_QUOTA_USE') && (
                <>
                  <Button size="small" onClick={() => onAct({ act: 'ACCEPT', useId: use.id })}>
                    {t('quota.accept')}
                  </Button>{' '}
                  <Button size="small" danger onClick={() => onAct({ act: 'REJECT', useId: use.id })}>
                    {t('quota.reject')}
                  </Button>
                </>
              )}
              {use.availableActions.includes('CORRECT_QUOTA_USE') && (
                <Button size="small" onClick={() => onAct({ act: 'CORRECT', useId: use.id })}>
                  {t('quota.correct')}
                </Button>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
