import { Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { decimalOf, Exact } from '../exact/exact.tsx';
import { Wide } from '../list/wide.tsx';
import { formatMoney, Money } from '../money/money.tsx';
import { ToneTag } from '../words/tone-tag.tsx';
import { Word } from '../words/word.tsx';
import type { Statement } from './statement-page.tsx';

type Line = Statement['lines'][number];

/** Every rule that found something, with the arithmetic that a person can redo, and the limits. */
export function CreditLines({ statement }: { statement: Statement }) {
  const { t } = useTranslation('settlement');
  const language = useLanguage();
  const yuan = (fen: string) => (fen === '0' ? '—' : formatMoney((decimalOf(fen) / 100).toFixed(2), language));
  const columns: NonNullable<TableProps<Line>['columns']> = [
    {
      title: t('line.rule'),
      width: 200,
      render: (_, line) => (
        <>
          <Word of="CreditLineKind" is={line.kind} /> {line.code && <code>{line.code}</code>}{' '}
          {line.repeated && (
            <ToneTag tone="bad">{t('line.repeated')}</ToneTag>
          )}
        </>
      ),
    },
    { title: t('line.arithmetic'), width: 330, render: (_, line) => <code className="arithmetic">{line.arithmetic}</code> },
    { title: t('line.points'), width: 90, align: 'right', render: (_, line) => (line.points === '0' ? '—' : <Exact of={line.points} />) },
    { title: t('line.percent'), width: 110, align: 'right', render: (_, line) => (line.percent === '0' ? '—' : <Percent of={line.percent} />) },
    { title: t('line.fixed'), width: 120, align: 'right', render: (_, line) => yuan(line.fen) },
  ];
  return (
    <>
      <Wide name={t('line.title')} least={700}>
        <Table<Line>
          aria-label={t('line.title')}
          size="small"
          rowKey={(line) => `${line.kind} ${line.code} ${line.arithmetic}`}
          columns={columns}
          dataSource={[...statement.lines]}
          pagination={false}
          locale={{ emptyText: t('line.none') }}
        />
      </Wide>
      <dl className="line-sums">
        <div>
          <dt>{t('line.allPoints')}</dt>
          <dd>
            <Exact of={statement.points} />
          </dd>
        </div>
        <div>
          <dt>{t('line.allPercent')}</dt>
          <dd>
            <Percent of={statement.percent} />
          </dd>
        </div>
        <div>
          <dt>{t('line.gross')}</dt>
          <dd>
            <Money amount={statement.gross} />
          </dd>
        </div>
        {statement.caps.map((cap) => (
          <div key={cap.kind}>
            <dt>
              <Word of="CreditCapKind" is={cap.kind} />
              {cap.kind === statement.cappedBy && ` · ${t('line.capHolds')}`}
            </dt>
            <dd>
              <Money amount={cap.limit} />
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('field.credit')}</dt>
          <dd>
            <strong>
              <Money amount={statement.credit} />
            </strong>
          </dd>
        </div>
      </dl>
    </>
  );
}

/** Per cent as the API has them: 10 is ten of a hundred. */
function Percent({ of }: { of: string }) {
  return (
    <>
      <Exact of={of} digits={4} /> %
    </>
  );
}
