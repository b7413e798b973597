import { Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { decimalOf, Exact } from '../exact/exact.tsx';
import { Wide } from '../list/wide.tsx';
import { Word } from '../words/word.tsx';
import { type Criterion, groups, useSpecName } from './scheme-spec.ts';

/** Criteria with target, floor and weight; the bar shows how the weights make up the hundred. */
export function Criteria({ criteria }: { criteria: readonly Criterion[] }) {
  const { t } = useTranslation('schemes');
  const specName = useSpecName();
  const group = (code: string) => {
    const known = groups.find((one) => one === code);
    return known ? t(`group.${known}`) : code;
  };
  const columns: NonNullable<TableProps<Criterion>['columns']> = [
    {
      title: t('criteria.name'),
      width: 230,
      render: (_, one) => (
        <>
          <strong>{specName(one.name)}</strong>
          <br />
          <small className="soft">
            {one.code} · {group(one.group)}
          </small>
        </>
      ),
    },
    { title: t('criteria.formula'), width: 150, render: (_, one) => <Word of="ScoringFormula" is={one.formula} /> },
    { title: t('criteria.weight'), width: 80, align: 'right', render: (_, one) => <Exact of={one.weight} fixed /> },
    { title: t('criteria.target'), width: 90, align: 'right', render: (_, one) => <Exact of={one.target} percent /> },
    { title: t('criteria.floor'), width: 90, align: 'right', render: (_, one) => <Exact of={one.floor} percent /> },
    { title: t('criteria.curve'), width: 170, render: (_, one) => <Curve criterion={one} /> },
  ];
  if (criteria.length === 0) return <p className="soft">{t('criteria.none')}</p>;
  return (
    <>
      <ol className="weights" aria-label={t('criteria.weights')}>
        {criteria.map((one) => (
          <li key={one.code} style={{ flexGrow: decimalOf(one.weight) }} title={`${specName(one.name)} ${one.weight}`}>
            <span>{specName(one.name)}</span>
          </li>
        ))}
      </ol>
      <Wide name={t('criteria.title')} least={760}>
        <Table<Criterion>
          aria-label={t('criteria.title')}
          size="small"
          rowKey={(one) => one.code}
          columns={columns}
          dataSource={[...criteria]}
          pagination={false}
        />
      </Wide>
    </>
  );
}

/** The share of points by rate: linear from the floor to the target, or by steps. */
function Curve({ criterion }: { criterion: Criterion }) {
  const { t } = useTranslation('schemes');
  const floor = decimalOf(criterion.floor);
  const target = decimalOf(criterion.target);
  // From 0 to 100 % on every row, so that the curves can be compared.
  const x = (rate: number) => 160 * Math.min(1, Math.max(0, rate));
  const y = (points: number) => 30 - 26 * points;
  const steps = criterion.steps?.toReversed() ?? [];
  const points =
    steps.length > 0
      ? steps.reduce<{ path: string[]; last: number }>(
          ({ path, last }, step) => {
            const at = x(decimalOf(step.from));
            return { path: [...path, `${at},${y(last)}`, `${at},${y(decimalOf(step.points))}`], last: decimalOf(step.points) };
          },
          { path: [`0,${y(0)}`], last: 0 },
        ).path
      : [`0,${y(0)}`, `${x(floor)},${y(0)}`, `${x(target)},${y(1)}`];
  const label = criterion.steps
    ? criterion.steps.map((step) => `≥ ${step.from} → ${step.points}`).join(', ')
    : t('criteria.linear', { floor: criterion.floor, target: criterion.target });
  return (
    <svg className="curve" viewBox="0 0 160 34" role="img" aria-label={label}>
      <title>{label}</title>
      <line x1="0" x2="160" y1="30" y2="30" />
      <line x1={x(floor)} x2={x(floor)} y1="30" y2="34" className="curve-tick" />
      <line x1={x(target)} x2={x(target)} y1="30" y2="34" className="curve-tick" />
      <polyline points={[...points, `160,${y(steps.length > 0 ? decimalOf(steps.at(-1)?.points ?? '1') : 1)}`].join(' ')} />
    </svg>
  );
}
