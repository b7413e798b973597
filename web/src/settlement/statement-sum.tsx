import { useTranslation } from 'react-i18next';
import { Money } from '../money/money.tsx';
import { Word } from '../words/word.tsx';
import type { Statement } from './statement-page.tsx';

/** From the fee to what is due, line by line. */
export function StatementSum({ statement }: { statement: Statement }) {
  const { t } = useTranslation('settlement');
  const rows = [
    { key: 'fee', sign: '', amount: statement.fee, note: statement.milestoneId ? t('sum.feeOfMilestone') : t('sum.feeByDays') },
    {
      key: 'credit',
      sign: '−',
      amount: statement.credit,
      note: statement.cappedBy && (
        <>
          {t('sum.capped')} <Word of="CreditCapKind" is={statement.cappedBy} />
        </>
      ),
    },
    { key: 'earnedBack', sign: '+', amount: statement.earnedBack, note: null },
    { key: 'reward', sign: '+', amount: statement.reward, note: null },
    { key: 'payable', sign: '=', amount: statement.payable, note: null, total: true },
    { key: 'already', sign: '−', amount: statement.already, note: t('sum.alreadyNote') },
    { key: 'due', sign: '=', amount: statement.due, note: null, total: true },
  ] as const;
  return (
    <table className="sum-table">
      <caption className="out-of-sight">{t('sum.title')}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className={'total' in row ? 'sum-total' : undefined}>
            <td aria-hidden>{row.sign}</td>
            <th scope="row">
              {t(`field.${row.key}`)}
              {row.note && <small className="soft"> {row.note}</small>}
            </th>
            <td className="sum-amount">
              <Money amount={row.amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
