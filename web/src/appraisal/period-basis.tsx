import { Descriptions, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Section } from '../page/section.tsx';
import { Instant } from '../time/instant.tsx';
import { ToneTag } from '../words/tone-tag.tsx';
import { Word } from '../words/word.tsx';
import type { Period } from './period-page.tsx';
import { SchemeLink } from './scheme-link.tsx';

/** What the period rests on, and the fingerprint of it all that both sides sign. */
export function PeriodBasis({ period }: { period: Period }) {
  const { t } = useTranslation(['appraisal', 'app']);
  return (
    <Section title={t('basis.title')}>
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { key: 'scheme', label: t('field.scheme'), children: <SchemeLink id={period.schemeId} /> },
          { key: 'scored', label: t('basis.scoredAt'), children: <Instant at={period.scoredAt} precision="second" /> },
          { key: 'policies', label: t('basis.policies'), children: t('basis.policyVersions', { count: period.policyVersionIds.length }) },
          {
            key: 'calendars',
            label: t('basis.calendars'),
            children: period.calendarRevisions.length > 0 ? period.calendarRevisions.map((revision) => t('basis.revision', { revision })).join(t('app:listed')) : '—',
          },
          ...(period.correctsId
            ? [
                {
                  key: 'corrects',
                  label: t('basis.corrects'),
                  children: (
                    <span>
                      <Link to={`/periods/${encodeURIComponent(period.correctsId)}`}>{t('basis.before')}</Link> · {period.reason}
                    </span>
                  ),
                },
              ]
            : []),
          {
            key: 'hash',
            label: t('basis.hash'),
            span: 'filled',
            children: (
              <Typography.Text code copyable className="hash">
                {period.inputHash}
              </Typography.Text>
            ),
          },
          ...period.signatures.map((signature) => ({
            key: `${signature.side} ${signature.signedAt}`,
            label: t('basis.signature'),
            span: 'filled' as const,
            children: (
              <span>
                <Word of="ActorSide" is={signature.side} /> · {signature.signerName} · <Instant at={signature.signedAt} precision="second" />{' '}
                <ToneTag tone={signature.counts ? 'good' : 'plain'}>{t(signature.counts ? 'basis.signatureHolds' : 'basis.signatureOld')}</ToneTag>
              </span>
            ),
          })),
        ]}
      />
    </Section>
  );
}
