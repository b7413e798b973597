import { Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useName } from '../party/name.tsx';
import { Word } from '../words/word.tsx';
import { useFigureText } from './ranked-figure.tsx';
import type { RankingChangeLineFragment } from './ranking.gql.ts';

/** Who stands elsewhere than before. */
export function Changes({ of, name }: { of: readonly RankingChangeLineFragment[]; name: string }) {
  const { t } = useTranslation('ranking');
  const nameOf = useName();
  const figureText = useFigureText();
  if (of.length === 0) return <p className="soft">{t('noChanges')}</p>;
  const rank = (value: number | null) => (value === null ? t('unranked') : t('rankOf', { rank: value }));
  const several = new Set(of.map(({ measure }) => measure)).size > 1;
  const columns: NonNullable<TableProps<RankingChangeLineFragment>['columns']> = [
    { title: t('name'), key: 'name', render: (_, row) => nameOf(row) },
    ...(several ? [{ title: t('list'), key: 'measure', render: (_: unknown, row: RankingChangeLineFragment) => <Word of="RankingMeasure" is={row.measure} /> }] : []),
    { title: t('before'), key: 'before', render: (_, row) => `${rank(row.rankBefore)} · ${figureText(row.measure, row.figureBefore)}` },
    { title: t('after'), key: 'after', render: (_, row) => <strong>{`${rank(row.rankAfter)} · ${figureText(row.measure, row.figureAfter)}`}</strong> },
  ];
  return <Table aria-label={name} size="small" columns={columns} dataSource={[...of]} rowKey={(row) => `${row.measure} ${row.name}`} pagination={false} />;
}
