import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { FormDialog } from '../form/form-dialog.tsx';
import { type Named, useName } from '../party/name.tsx';
import { type ContractFragment, SetContractTeamDocument, VendorTeamsDocument } from './contract.gql.ts';

type Props = { contract: ContractFragment; system?: Named & { id: string }; onClose: () => void; onDone: () => void };

/** Which of the vendor's teams gets new tickets, of one system or of the whole contract. */
export function TeamDialog({ contract, system, onClose, onDone }: Props) {
  const { t } = useTranslation('contracts');
  const name = useName();
  const [query] = useQuery({ query: VendorTeamsDocument, variables: { vendorId: contract.vendor.id } });
  const current = system ? contract.systemTeams.find((one) => one.system.id === system.id)?.team : contract.team;
  return (
    <FormDialog
      title={system ? t('team.ofSystem', { name: name(system) }) : t('team.ofContract')}
      lead={t('team.lead')}
      act={t('team.set')}
      done={t('team.done')}
      initial={{ teamId: current?.id }}
      document={SetContractTeamDocument}
      pick={(data) => data.setContractTeam}
      variables={(values: { teamId?: string }) => ({ input: { contractId: contract.id, systemId: system?.id, teamId: values.teamId } })}
      onClose={onClose}
      onDone={onDone}
    >
      <Form.Item name="teamId" label={t('field.team')} extra={system ? t('team.noneSystem') : t('team.noneContract')}>
        <Select
          allowClear
          loading={query.fetching}
          options={(query.data?.vendorTeams.nodes ?? []).map((team) => ({ value: team.id, label: team.name }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
