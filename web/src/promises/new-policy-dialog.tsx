import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { FormDialog } from '../form/form-dialog.tsx';
import { AgencySelect } from '../party/pick.tsx';
import { CreatePolicyDocument } from './policies.gql.ts';
import { SimulatorPoliciesDocument } from './simulator.gql.ts';

/** A policy that rests on another one and so far differs in nothing; what differs is written in its draft. */
export function NewPolicyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['promises', 'app']);
  const navigate = useNavigate();
  const [query] = useQuery({ query: SimulatorPoliciesDocument });
  const required = [{ required: true, message: t('app:required') }];
  return (
    <FormDialog
      title={t('policy.onBase')}
      lead={t('policy.onBaseLead')}
      act={t('template.make')}
      done={t('template.made')}
      document={CreatePolicyDocument}
      pick={(data) => data.createPolicy}
      variables={(values: { basePolicyId: string; ownerId: string; code: string; name: string }) => ({ input: { ...values, targets: [], removed: [] } })}
      onClose={onClose}
      onDone={({ policy }) => {
        const draft = policy?.versions.at(-1);
        if (policy && draft) void navigate(`/policies/${policy.id}/edit?version=${draft.number}`);
      }}
    >
      <Form.Item name="basePolicyId" label={t('policy.base')} rules={required}>
        <Select loading={query.fetching} options={(query.data?.policies.nodes ?? []).map((policy) => ({ value: policy.id, label: policy.name }))} />
      </Form.Item>
      <Form.Item name="ownerId" label={t('policy.owner')} rules={required}>
        <AgencySelect />
      </Form.Item>
      <Form.Item name="code" label={t('policy.code')} rules={required}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="name" label={t('policy.name')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
