import { useQuery } from 'urql';
import { Name } from './name.tsx';
import { PartyNodeDocument } from './party.gql.ts';

/** An agency of which only the id is told; one question a name, however often it stands there. */
export function AgencyName({ id }: { id: string }) {
  const [query] = useQuery({ query: PartyNodeDocument, variables: { id }, requestPolicy: 'cache-first' });
  const node = query.data?.node;
  return <Name of={node?.__typename === 'Agency' ? node : null} />;
}
