import { Grid, Table, Tag, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { formatNumber } from '../money/money.tsx';
import { Section } from '../page/section.tsx';
import { useName, useNameOrder } from '../party/name.tsx';
import { ToneTag } from '../words/tone-tag.tsx';
import { useWord, Word } from '../words/word.tsx';
import { useFigureText } from './ranked-figure.tsx';
import type { RankedListPartsFragment } from './ranking.gql.ts';

type RankedRow = RankedListPartsFragment['rows'][number];
type UnratedRow = RankedListPartsFragment['unrated'][number];

type Props = { list: RankedListPartsFragment; minSample: number; title?: string };

/** One list: who has a rank, then apart from them who has none, and why. */
export function RankedList({ list, minSample, title }: Props) {
  const { t } = useTranslation('ranking');
  const word = useWord();
  const heading = title ?? word('RankingMeasure', list.measure);
  return (
    <Section title={heading}>
      <p className="section-note">{t(`measure.${list.measure}`)}</p>
      {list.rows.length > 0 ? <RankedRows rows={list.rows} measure={list.measure} name={heading} /> : <p>{t('nobodyRanked')}</p>}
      {list.unrated.length > 0 && (
        <>
          <h3 className="unrated-title">{t('unratedTitle')}</h3>
          <Unrated rows={list.unrated} minSample={minSample} />
        </>
      )}
    </Section>
  );
}

/** Who cannot be compared, by name. */
export function Unrated({ rows, minSample }: { rows: readonly UnratedRow[]; minSample: number }) {
  const { t } = useTranslation('ranking');
  const nameOf = useName();
  const order = useNameOrder();
  return (
    <ul className="unrated">
      {[...rows]
        .sort((one, other) => order(nameOf(one), nameOf(other)))
        .map((row) => (
          <li key={row.name}>
            <span>{nameOf(row)}</span>
            <Tag>
              <Word of="RankingUnratedReason" is={row.reason} />
            </Tag>
            <small>{t('unratedSample', { sample: row.sample, least: minSample })}</small>
          </li>
        ))}
    </ul>
  );
}

/** Those with a rank, by name where they share one. */
export function RankedRows({ rows: given, measure, name }: { rows: readonly RankedRow[]; measure: RankedListPartsFragment['measure']; name: string }) {
  const { t } = useTranslation('ranking');
  const language = useLanguage();
  const figureText = useFigureText();
  const nameOf = useName();
  const order = useNameOrder();
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const rows = [...given].sort((one, other) => one.rank - other.rank || order(nameOf(one), nameOf(other)));
  if (narrow) {
    return (
      <ul className="ranked-cards" aria-label={name}>
        {rows.map((row) => (
          <li key={row.name}>
            <Rank of={row} />
            <div>
              {nameOf(row)}
              <div className="soft">
                {t('sample')} {formatNumber(row.sample, language)} · {t('confidence')} <Confidence of={row} />
              </div>
            </div>
            <div className="ranked-figure">
              <strong className="figure">{figureText(measure, row.figure)}</strong>
              {row.grade && <Tag>{row.grade}</Tag>}
            </div>
          </li>
        ))}
      </ul>
    );
  }
  const columns: NonNullable<TableProps<RankedRow>['columns']> = [
    { title: t('rank'), key: 'rank', width: 90, render: (_, row) => <Rank of={row} /> },
    { title: t('name'), key: 'name', render: (_, row) => nameOf(row) },
    { title: t('figure'), key: 'figure', align: 'right', width: 130, render: (_, row) => <strong className="figure">{figureText(measure, row.figure)}</strong> },
    ...(measure === 'SCORE' ? [{ title: t('grade'), key: 'grade', width: 90, render: (_: unknown, row: RankedRow) => row.grade && <Tag>{row.grade}</Tag> }] : []),
    { title: t('sample'), key: 'sample', align: 'right', width: 100, render: (_, row) => <span className="figure">{formatNumber(row.sample, language)}</span> },
    { title: t('confidence'), key: 'confidence', width: 220, render: (_, row) => <Confidence of={row} /> },
  ];
  return <Table aria-label={name} size="small" columns={columns} dataSource={rows} rowKey={(row) => row.name} pagination={false} />;
}

function Rank({ of }: { of: RankedRow }) {
  const { t } = useTranslation('ranking');
  return (
    <span className={of.rank <= 3 ? 'rank rank-first' : 'rank'}>
      {of.rank}
      {of.tied && <small title={t('tiedWhy')}> {t('tied')}</small>}
    </span>
  );
}

const tones = { HIGH: 'good', MEDIUM: 'waiting', LOW: 'bad' } as const;

function Confidence({ of }: { of: RankedRow }) {
  const { t } = useTranslation('ranking');
  const word = useWord();
  return (
    <>
      <ToneTag tone={tones[of.confidence]}>{word('RankingConfidence', of.confidence)}</ToneTag>
      {of.notes.length > 0 && <small className="soft">{of.notes.map((note) => word('RankingNote', note)).join(t('readerComma'))}</small>}
    </>
  );
}
