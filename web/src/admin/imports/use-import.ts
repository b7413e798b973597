import { useState } from 'react';
import { type Refusal, useSend } from '../../form/send.ts';
import type { ImportFileInput } from '../../gql/schema.ts';
import {
  ImportAgenciesDocument,
  type ImportAgenciesMutation,
  ImportContractsDocument,
  type ImportContractsMutation,
  type ImportOutcomesFragment,
  ImportSystemsDocument,
  type ImportSystemsMutation,
} from './imports.gql.ts';
import type { Table } from './tables.ts';

const pickAgencies = (data: ImportAgenciesMutation) => ({ ...data.importAgencies, errors: [], refusals: data.importAgencies.errors });
const pickSystems = (data: ImportSystemsMutation) => ({ ...data.importSystems, errors: [], refusals: data.importSystems.errors });
const pickContracts = (data: ImportContractsMutation) => ({ ...data.importContracts, errors: [], refusals: data.importContracts.errors });

/** Reads a table in, or looks at what would come of it. A refused one has its report beside the reasons, so both are kept. */
export function useImport(table: Table) {
  const agencies = useSend(ImportAgenciesDocument, pickAgencies);
  const systems = useSend(ImportSystemsDocument, pickSystems);
  const contracts = useSend(ImportContractsDocument, pickContracts);
  const [report, setReport] = useState<ImportOutcomesFragment | null>(null);
  const [problems, setProblems] = useState<readonly Refusal[]>([]);
  const { send, busy } = { agencies, systems, contracts }[table];

  async function read(file: ImportFileInput, dryRun: boolean): Promise<boolean> {
    const sent = await send({ input: { file, dryRun } });
    setReport(sent.done ? sent.payload.report : null);
    setProblems(sent.done ? sent.payload.refusals : sent.refusals.filter((refusal) => refusal.code !== 'FAILED'));
    return sent.done && sent.payload.refusals.length === 0;
  }

  function clear() {
    setReport(null);
    setProblems([]);
  }
  return { read, clear, busy, report, problems };
}
