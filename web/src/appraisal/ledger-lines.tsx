import { Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Exact } from '../exact/exact.tsx';
import { Wide } from '../list/wide.tsx';
import { CivilDate } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import type { LedgerInFullFragment } from './scorecards.gql.ts';

type Line = LedgerInFullFragment['lines'][number];

/** What the deduction ledger takes off and puts on, item by item, each with its events. */
export function LedgerLines({ sheet }: { sheet: LedgerInFullFragment }) {
  const { t } = useTranslation('appraisal');
  const columns: NonNullable<TableProps<Line>['columns']> = [
    { title: t('ledger.item'), width: 200, render: (_, line) => line.name ?? line.item },
    { title: t('ledger.events'), width: 320, render: (_, line) => <Events line={line} /> },
    { title: t('ledger.booked'), width: 90, align: 'right', render: (_, line) => <Exact of={line.booked} signed /> },
    { title: t('ledger.cap'), width: 90, align: 'right', render: (_, line) => <Exact of={line.cap} /> },
    {
      title: t('ledger.counted'),
      width: 110,
      align: 'right',
      render: (_, line) => (
        <>
          <strong>
            <Exact of={line.counted} signed />
          </strong>
          {line.note && (
            <>
              {' '}
              <small className="soft">
                <Word of="LedgerNote" is={line.note} />
              </small>
            </>
          )}
        </>
      ),
    },
  ];
  return (
    <>
      <Wide name={t('ledger.sheet')} least={600}>
        <Table<Line>
          aria-label={t('ledger.sheet')}
          size="small"
          rowKey={(line) => line.item}
          columns={columns}
          dataSource={[...sheet.lines]}
          pagination={false}
          locale={{ emptyText: t('ledger.nothing') }}
        />
      </Wide>
      <p className="card-sum">
        {t('ledger.deducted')} <Exact of={sheet.deducted} /> · {t('ledger.bonus')} <Exact of={sheet.bonus} />
      </p>
    </>
  );
}

function Events({ line }: { line: Line }) {
  const { t } = useTranslation('appraisal');
  if (line.late) {
    return <>{t('ledger.late', { late: line.late.late, twice: line.late.beyondTwice, thrice: line.late.beyondThrice })}</>;
  }
  return (
    <ul className="plain-list">
      {line.entries.map((event) => (
        <li key={event.entryId}>
          <Link to={`/ledger?item=${encodeURIComponent(line.item)}&from=${event.occurredOn}&until=${event.occurredOn}`}>
            <CivilDate date={event.occurredOn} />
          </Link>{' '}
          <Exact of={event.points} signed />
          {event.entry && ` · ${event.entry.evidence} · ${event.entry.bookerName}`}
        </li>
      ))}
    </ul>
  );
}
