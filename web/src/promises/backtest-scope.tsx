import { Link } from 'react-router';
import { Name } from '../party/name.tsx';
import type { BacktestRowFragment } from './trials.gql.ts';

/** Whose tickets it is tried on. */
export function Scope({ of }: { of: BacktestRowFragment }) {
  if (of.contract) return <Link to={`/contracts/${of.contract.id}`}>{of.contract.number}</Link>;
  return <Name of={of.agency ?? of.vendor} />;
}
