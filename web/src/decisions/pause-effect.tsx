import { Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Wide } from '../list/wide.tsx';
import { Duration, Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import type { PauseInFullQuery } from './pauses.gql.ts';

type Clock = NonNullable<PauseInFullQuery['ticket']>['clocks'][number];

/** What the pause means for each clock of the ticket, as the API explains it, and what either decision makes of that. */
export function PauseEffect({ pauseId, clocks }: { pauseId: string; clocks: readonly Clock[] }) {
  const { t } = useTranslation('decisions');
  const touched = (clock: Clock) => clock.explanation?.pauses.find((one) => one.pauseId === pauseId);
  const hasCycles = clocks.some((clock) => clock.cycle > 1);
  const columns: NonNullable<TableProps<Clock>['columns']> = [
    {
      title: t('effect.metric'),
      render: (_, clock) => (
        <>
          <Word of="Metric" is={clock.metric} />
          {hasCycles && <span className="soft"> {t('effect.cycle', { cycle: clock.cycle })}</span>}
        </>
      ),
    },
    { title: t('effect.state'), render: (_, clock) => <WordTag of="ClockState" is={clock.state} /> },
    { title: t('effect.dueAt'), render: (_, clock) => <Instant at={clock.dueAt ?? clock.breachedAt} /> },
    { title: t('effect.open'), render: (_, clock) => <Duration seconds={touched(clock)?.openSeconds} /> },
    { title: t('effect.standing'), render: (_, clock) => <Word of="PauseStanding" is={touched(clock)?.standing} /> },
  ];
  return (
    <>
      <h3 className="small-heading">{t('effect.title')}</h3>
      <Wide name={t('effect.title')} least={560}>
        <Table<Clock>
          aria-label={t('effect.title')}
          size="small"
          rowKey={(clock) => clock.id}
          columns={columns}
          dataSource={clocks.filter((clock) => touched(clock) !== undefined)}
          locale={{ emptyText: t('effect.none') }}
          pagination={false}
        />
      </Wide>
      <ul className="plain-list effect-words">
        <li>
          <strong>{t('pause.accept')}</strong> — {t('pause.ifAccepted')}
        </li>
        <li>
          <strong>{t('pause.reject')}</strong> — {t('pause.ifRejected')}
        </li>
      </ul>
    </>
  );
}
