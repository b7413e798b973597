import { Grid, Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Instant } from '../time/instant.tsx';
import { WordTag } from '../words/word.tsx';
import { useCause } from './cause.ts';
import type { Clock } from './lanes.ts';

type Verdict = Clock['verdicts'][number];

/** Every verdict beside the ones that took its place: nothing is overwritten. */
export function Verdicts({ clock, zone }: { clock: Clock; zone: string }) {
  const { t } = useTranslation(['timeline', 'app']);
  const causeOf = useCause();
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const moved = clock.revisions.filter((revision) => revision.moved);
  const columns: TableProps<Verdict>['columns'] = [
    { title: t('verdict.revision'), render: (_, one) => (one.revision === 1 ? t('verdict.first') : t('verdict.nth', { number: one.revision })) },
    { title: t('verdict.verdict'), render: (_, one) => <WordTag of="ClockState" is={one.verdict} /> },
    { title: t('due'), render: (_, one) => <Instant at={one.dueAt} precision="second" zone={zone} /> },
    { title: t('details.stopped'), render: (_, one) => <Instant at={one.stoppedAt} precision="second" zone={zone} /> },
    { title: t('verdict.cause'), render: (_, one) => <Cause verdict={one} words={causeOf(one.cause)} /> },
    { title: t('verdict.recorded'), render: (_, one) => <Instant at={one.recordedAt} zone={zone} /> },
    {
      title: t('verdict.dispute'),
      render: (_, one) => (one.dispute ? <Disputed dispute={one.dispute} /> : '—'),
    },
  ];
  return (
    <>
      {moved.length > 0 && (
        <>
          <h4 className="tl-part-title">{t('moved.title')}</h4>
          <ul className="tl-list">
            {moved.map((revision) => (
              <li key={revision.recordedAt}>
                <Instant at={revision.dueBefore} zone={zone} /> → <Instant at={revision.dueAfter} zone={zone} />
                <small>
                  {t('moved.by', { from: revision.fromRevision, to: revision.calendarRevision })}
                  {revision.reason && ` · ${revision.reason}`} · <Instant at={revision.recordedAt} zone={zone} />
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
      {clock.verdicts.length > 0 && (
        <>
          <h4 className="tl-part-title">{t('verdict.title')}</h4>
          {narrow ? (
            <ul className="tl-list" aria-label={t('verdict.title')}>
              {clock.verdicts.map((one) => (
                <li key={one.id}>
                  {one.revision === 1 ? t('verdict.first') : t('verdict.nth', { number: one.revision })} <WordTag of="ClockState" is={one.verdict} />
                  <small>
                    {t('due')} <Instant at={one.dueAt} precision="second" zone={zone} />
                  </small>
                  <small>
                    {t('details.stopped')} <Instant at={one.stoppedAt} precision="second" zone={zone} />
                  </small>
                  <small>
                    {t('verdict.cause')}
                    {t('app:colon')}
                    <Cause verdict={one} words={causeOf(one.cause)} /> · <Instant at={one.recordedAt} zone={zone} />
                  </small>
                  {one.dispute && <Disputed dispute={one.dispute} />}
                </li>
              ))}
            </ul>
          ) : (
            <Table<Verdict> aria-label={t('verdict.title')} size="small" pagination={false} rowKey={(one) => one.id} columns={columns} dataSource={[...clock.verdicts]} />
          )}
        </>
      )}
    </>
  );
}

function Disputed({ dispute }: { dispute: NonNullable<Verdict['dispute']> }) {
  return (
    <Link to={`/decisions/disputes/${dispute.id}`}>
      <WordTag of="DisputeState" is={dispute.state} />
    </Link>
  );
}

function Cause({ verdict, words }: { verdict: Verdict; words: string }) {
  const { t } = useTranslation('timeline');
  return (
    <>
      {words}
      {verdict.causeSeq && <span className="tl-soft"> {t('verdict.seq', { seq: verdict.causeSeq })}</span>}
    </>
  );
}
