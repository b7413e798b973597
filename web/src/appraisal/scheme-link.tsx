import { Link } from 'react-router';
import { useQuery } from 'urql';
import { useTranslation } from 'react-i18next';
import { SchemeNameDocument } from './scorecards.gql.ts';

/** The version of a scheme by its name, leading to it; a scheme that one does not see has no name here. */
export function SchemeLink({ id }: { id: string }) {
  const { t } = useTranslation('appraisal');
  const [query] = useQuery({ query: SchemeNameDocument, variables: { id }, requestPolicy: 'cache-first' });
  const node = query.data?.node;
  if (node?.__typename !== 'ScoringScheme') return <span aria-hidden>—</span>;
  return <Link to={`/schemes/${encodeURIComponent(id)}`}>{t('scheme.named', { name: node.name, version: node.version })}</Link>;
}
