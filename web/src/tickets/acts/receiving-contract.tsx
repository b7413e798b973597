import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useName } from '../../party/name.tsx';
import { ActContractsDocument } from './act-parts.gql.ts';

type Props = { systemId: string; vendorId: string; initial?: string | undefined; optional?: boolean };

/** Contracts of other vendors that cover the system: one of them goes on with the work. */
export function ReceivingContract({ systemId, vendorId, initial, optional = false }: Props) {
  const { t } = useTranslation('tickets');
  const name = useName();
  const [query] = useQuery({ query: ActContractsDocument, variables: { systemId } });
  const found = (query.data?.contracts.nodes ?? []).filter((contract) => contract.vendor.id !== vendorId);
  return (
    <Form.Item
      label={t('act.handOver.contract')}
      name="contractId"
      initialValue={initial}
      rules={optional ? [] : [{ required: true, message: t('act.missing', { field: t('act.handOver.contract') }) }]}
    >
      <Select
        allowClear={optional}
        loading={query.fetching}
        options={found.map((one) => ({ value: one.id, label: `${one.number} ${one.name} · ${name(one.vendor)}` }))}
        notFoundContent={t('act.handOver.none')}
      />
    </Form.Item>
  );
}
