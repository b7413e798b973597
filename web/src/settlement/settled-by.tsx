import { Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { usePeriodName } from '../period/period.tsx';
import { CivilDate, Instant } from '../time/instant.tsx';
import type { Statement } from './statement-page.tsx';
import { SettledAssessmentDocument, TermsOfStatementDocument } from './statements.gql.ts';

/** The closed period and the version of the terms that the statement rests on. */
export function SettledBy({ statement }: { statement: Statement }) {
  const { t } = useTranslation('settlement');
  const periodName = usePeriodName();
  const [assessment] = useQuery({ query: SettledAssessmentDocument, variables: { id: statement.assessmentId } });
  const [terms] = useQuery({ query: TermsOfStatementDocument, variables: { id: statement.termsId } });
  const period = assessment.data?.node;
  const version = terms.data?.node;
  return (
    <Descriptions
      size="small"
      column={1}
      items={[
        {
          key: 'assessment',
          label: t('basis.assessment'),
          children:
            period?.__typename === 'AssessmentPeriod' ? (
              <Link to={`/periods/${encodeURIComponent(period.id)}`}>
                {periodName(period.period, period.startsOn)} · {t('basis.revision', { number: period.revision })}
              </Link>
            ) : (
              '—'
            ),
        },
        ...(period?.__typename === 'AssessmentPeriod'
          ? [
              {
                key: 'score',
                label: t('field.score'),
                children: `${period.score ?? t('notRated')} ${period.grade ?? ''}`,
              },
              {
                key: 'days',
                label: t('basis.days'),
                children: (
                  <span>
                    <CivilDate date={period.startsOn} /> – <CivilDate date={period.endsOn} />
                  </span>
                ),
              },
            ]
          : []),
        {
          key: 'terms',
          label: t('basis.terms'),
          children:
            version?.__typename === 'CreditTerms' ? (
              <Link to={`/credit-terms?contract=${encodeURIComponent(statement.contract?.id ?? '')}`}>
                {t('terms.version', { number: version.number })} · <CivilDate date={version.effectiveOn} />
              </Link>
            ) : (
              '—'
            ),
        },
        { key: 'created', label: t('basis.createdAt'), children: <Instant at={statement.createdAt} precision="second" /> },
      ]}
    />
  );
}
