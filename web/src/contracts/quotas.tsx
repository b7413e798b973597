import { Button, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useLanguage } from '../app/use-language.ts';
import { text, useFilters } from '../list/filters.ts';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { CivilDate, Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import type { PartProps } from './contract-page.tsx';
import { QuotaAmount, quotaText } from './quota-amount.tsx';
import { QuotaDialog, type QuotaAct } from './quota-dialog.tsx';
import { QuotaUses } from './quota-uses.tsx';
import { ContractQuotasDocument, type QuotaFragment } from './quotas.gql.ts';

const fields = { on: text() };

/** How much of the visits and hours that were agreed is used up. */
export function Quotas({ contract }: PartProps) {
  const { t } = useTranslation('contracts');
  const { values } = useFilters(fields);
  const [query, again] = useQuery({ query: ContractQuotasDocument, variables: { id: contract.id, on: values.on } });
  const reload = () => again({ requestPolicy: 'network-only' });
  const [act, setAct] = useState<QuotaAct | null>(null);
  const node = query.data?.node;
  const quotas = node?.__typename === 'ServiceContract' ? node.quotas : [];
  return (
    <>
      {contract.otherActions.includes('SET_CONTRACT_QUOTAS') && (
        <p>
          <Button onClick={() => setAct({ act: 'SET', quotas })}>{t('quota.set')}</Button>
        </p>
      )}
      <QueryState query={query} retry={reload} empty={query.data !== undefined && quotas.length === 0} emptyText={t('quota.none')}>
        {quotas.length > 0 && quotas.map((quota) => <Quota key={quota.kind} quota={quota} onAct={setAct} />)}
      </QueryState>
      {act && <QuotaDialog contract={contract} act={act} onClose={() => setAct(null)} onDone={reload} />}
    </>
  );
}

function Quota({ quota, onAct }: { quota: QuotaFragment; onAct: (act: QuotaAct) => void }) {
  const { t } = useTranslation('contracts');
  const language = useLanguage();
  const share = quota.amount > 0 ? Math.round((quota.used / quota.amount) * 100) : 0;
  const over = quota.remaining < 0;
  return (
    <Section
      title={t(`quota.title.${quota.kind}`)}
      actions={quota.canBook && <Button onClick={() => onAct({ act: 'BOOK', kind: quota.kind })}>{t('quota.book')}</Button>}
    >
      <p className="soft">
        <Word of="QuotaPeriod" is={quota.period} /> · <CivilDate date={quota.from} /> – <CivilDate date={quota.until} /> ·{' '}
        {t('terms.version', { number: quota.termsNumber })}
      </p>
      <Progress
        percent={Math.min(100, share)}
        showInfo={false}
        status={over || quota.exhaustedAt ? 'exception' : 'normal'}
        aria-label={t('quota.usedOf', { used: quotaText(quota.kind, quota.used, language, t), amount: quotaText(quota.kind, quota.amount, language, t) })}
      />
      <dl className="quota-figures">
        {(['amount', 'used', 'pending', 'remaining'] as const).map((figure) => (
          <div key={figure}>
            <dt>{t(`quota.figure.${figure}`)}</dt>
            <dd>
              <QuotaAmount kind={quota.kind} amount={quota[figure]} />
            </dd>
          </div>
        ))}
        {quota.exhaustedAt && (
          <div>
            <dt>{t('quota.exhaustedAt')}</dt>
            <dd>
              <Instant at={quota.exhaustedAt} />
            </dd>
          </div>
        )}
      </dl>
      <QuotaUses quota={quota} onAct={onAct} />
    </Section>
  );
}
