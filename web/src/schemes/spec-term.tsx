import { useMemo } from 'react';
import { useQuery } from 'urql';
import { readSpec, useSpecName } from './scheme-spec.ts';
import { SchemeTermsDocument } from './spec-term.gql.ts';

type Props = { schemeId: string; code: string };

/** What a scheme calls a criterion or an item of its ledger; the code where one does not see the scheme. */
export function useTermName({ schemeId, code }: Props): string {
  const specName = useSpecName();
  const [query] = useQuery({ query: SchemeTermsDocument, variables: { id: schemeId }, requestPolicy: 'cache-first' });
  const node = query.data?.node;
  const spec = useMemo(() => (node?.__typename === 'ScoringScheme' ? readSpec(node.spec) : null), [node]);
  const term = spec?.criteria.find((one) => one.code === code) ?? spec?.ledger?.items.find((one) => one.code === code);
  const name = term ? specName(term.name) : '';
  return name === '' ? code : name;
}

export function TermName(props: Props) {
  return useTermName(props);
}

/** The name, and below it the code. */
export function SpecTerm(props: Props) {
  const name = useTermName(props);
  if (name === props.code) return name;
  return (
    <>
      {name}
      <br />
      <small className="soft">{props.code}</small>
    </>
  );
}
