import { useMemo } from 'react';
import { useAll } from '../list/all.ts';
import { useConnection } from '../list/connection.ts';
import { ContractSystemsDocument } from './contract.gql.ts';

/** The ids of all systems of a contract; undefined until every page has come. */
export function useContractSystems(contractId: string | undefined): string[] | undefined {
  const variables = useMemo(() => ({ id: contractId ?? '' }), [contractId]);
  const list = useConnection({
    document: ContractSystemsDocument,
    variables,
    pick: (data) => (data.node?.__typename === 'ServiceContract' ? data.node.systems : null),
    pause: contractId === undefined,
  });
  const isWhole = useAll(list);
  return useMemo(() => (isWhole ? list.rows.map(({ id }) => id) : undefined), [isWhole, list.rows]);
}
