import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { formatNumber, Money } from '../money/money.tsx';
import { Section } from '../page/section.tsx';
import { usePromise } from '../timeline/promise.ts';
import { CivilDate } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import type { Review } from './review-body.tsx';

/** The terms as they were when the review was convened: what a reviewer judges. */
export function ReviewedTerms({ terms }: { terms: NonNullable<Review['terms']> }) {
  const { t } = useTranslation('contracts');
  const promise = usePromise();
  const language = useLanguage();
  return (
    <>
      <Section title={t('reviewed.title')}>
        <dl className="fact-list">
          <dt>{t('field.number')}</dt>
          <dd>
            {terms.contractNumber} {terms.contractName}
          </dd>
          <dt>{t('field.agency')}</dt>
          <dd>{terms.buyerName}</dd>
          <dt>{t('field.vendor')}</dt>
          <dd>{terms.vendorName}</dd>
          <dt>{t('field.period')}</dt>
          <dd>
            <CivilDate date={terms.startsOn} /> – <CivilDate date={terms.endsOn} />
          </dd>
          <dt>{t('field.amount')}</dt>
          <dd>
            <Money amount={terms.amount} />
          </dd>
          <dt>{t('field.noticeDays')}</dt>
          <dd>{terms.noticeDays === null ? '—' : t('days', { count: terms.noticeDays })}</dd>
          <dt>{t('field.renewalDays')}</dt>
          <dd>{terms.renewalDays === null ? '—' : t('days', { count: terms.renewalDays })}</dd>
        </dl>
      </Section>
      <Section title={t('systems.titleOf', { count: terms.systems.length })}>
        <Table
          aria-label={t('systems.title')}
          size="small"
          pagination={false}
          rowKey="code"
          dataSource={terms.systems}
          scroll={{ x: 600 }}
          columns={[
            { title: t('field.system'), render: (_, row) => row.name },
            { title: t('field.owner'), render: (_, row) => row.ownerName },
            { title: t('systems.level'), width: 120, render: (_, row) => t('systems.levelOf', { level: formatNumber(row.protectionLevel, language) }) },
            { title: t('systems.filing'), width: 180, render: (_, row) => row.filingNumber ?? '—' },
          ]}
        />
      </Section>
      <Section title={t('reviewed.targets')}>
        <Table
          aria-label={t('reviewed.targets')}
          size="small"
          pagination={false}
          rowKey={(row) => JSON.stringify(row)}
          dataSource={terms.targets}
          scroll={{ x: 600 }}
          columns={[
            { title: t('reviewed.priority'), width: 90, render: (_, row) => <Word of="Priority" is={row.priority} /> },
            { title: t('reviewed.metric'), width: 120, render: (_, row) => <Word of="Metric" is={row.metric} /> },
            { title: t('reviewed.promise'), render: (_, row) => promise(row.duration) },
            { title: t('systems.site'), width: 100, render: (_, row) => <Word of="SiteClass" is={row.siteClass} /> },
            { title: t('reviewed.calendar'), width: 140, render: (_, row) => row.calendarCode },
          ]}
        />
      </Section>
    </>
  );
}
