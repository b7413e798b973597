import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { useMay } from '../session/viewer.tsx';
import { Instant } from '../time/instant.tsx';
import { ToneTag } from '../words/tone-tag.tsx';
import { readSpec } from './scheme-spec.ts';
import { SchemeView } from './scheme-view.tsx';
import { SchemeDocument, SchemesDocument } from './schemes.gql.ts';
import '../step/step.css';

/** One version of a scheme, and the others of the same code. */
export default function SchemePage() {
  const { t } = useTranslation('schemes');
  const { id = '' } = useParams();
  const may = useMay();
  const [query, again] = useQuery({ query: SchemeDocument, variables: { id } });
  const [all] = useQuery({ query: SchemesDocument, variables: {} });
  const node = query.data?.node;
  const scheme = node?.__typename === 'ScoringScheme' ? node : null;
  const versions = all.data?.scoringSchemes.nodes.filter((one) => one.code === scheme?.code) ?? [];
  return (
    <Page
      title={scheme?.name ?? t('scheme.title')}
      mark={
        scheme && (
          <ToneTag>{scheme.code} · {t('field.versionNumber', { number: scheme.version })}</ToneTag>
        )
      }
      lead={
        scheme && (
          <>
            {t('scheme.fixed')} <Instant at={scheme.createdAt} />
          </>
        )
      }
      crumbs={[{ label: t('schemes.title'), to: '/schemes' }]}
      actions={
        scheme &&
        may('scheme.manage') && (
          <Link to={`/schemes/new?from=${encodeURIComponent(scheme.id)}`}>
            <Button>{t('scheme.next')}</Button>
          </Link>
        )
      }
    >
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !scheme} emptyText={t('scheme.gone')}>
        {scheme && <SchemeView spec={readSpec(scheme.spec)} />}
      </QueryState>
      {versions.length > 1 && (
        <Section title={t('scheme.versions')}>
          <ul className="plain-list">
            {versions.map((one) => (
              <li key={one.id}>
                {one.id === id ? (
                  t('field.versionNumber', { number: one.version })
                ) : (
                  <Link to={`/schemes/${encodeURIComponent(one.id)}`}>{t('field.versionNumber', { number: one.version })}</Link>
                )}{' '}
                · {one.name} · <Instant at={one.createdAt} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}
