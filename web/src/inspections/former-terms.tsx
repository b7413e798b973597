import { Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Section } from '../page/section.tsx';
import { useName } from '../party/name.tsx';
import { CivilDate, Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import type { Plan } from './plan-page.tsx';
import { useRecurrence } from './recurrence.ts';

type Terms = Plan['allTerms'][number];

/** What a plan said and says, the newest first: each held for what fell due from its moment on. */
export function FormerTerms({ of }: { of: readonly Terms[] }) {
  const { t } = useTranslation('inspections');
  const name = useName();
  const recurrence = useRecurrence();
  const columns: TableProps<Terms>['columns'] = [
    { title: t('plan.since'), render: (_, terms) => <Instant at={terms.effectiveAt} /> },
    { title: t('plan.recurrence'), render: (_, terms) => recurrence(terms.recurrence) },
    { title: t('plan.offDays'), render: (_, terms) => <Word of="OffDayRule" is={terms.offDayRule} /> },
    { title: t('plan.time'), render: (_, terms) => terms.timeOfDay },
    { title: t('plan.window'), render: (_, terms) => t(terms.offDayRule === 'AS_IS' ? 'plan.civilDays' : 'plan.workingDays', { count: terms.windowDays }) },
    { title: t('plan.until'), render: (_, terms) => (terms.validUntil ? <CivilDate date={terms.validUntil} /> : t('plan.noEnd')) },
    { title: t('plan.checklistVersion'), render: (_, terms) => (terms.checklistVersion ? t('list.versionNo', { number: terms.checklistVersion }) : '—') },
    { title: t('plan.systems'), render: (_, terms) => terms.systems.map(name).join(t('listed')) || '—' },
  ];
  return (
    <Section title={t('plan.allTerms')}>
      <Table<Terms>
        aria-label={t('plan.allTerms')}
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        rowKey={(terms) => terms.number}
        columns={columns}
        dataSource={of.toReversed()}
      />
    </Section>
  );
}
