import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { FormDialog } from '../form/form-dialog.tsx';
import { AgencySelect } from '../party/pick.tsx';
import { CopyPolicyDocument, type PolicyHeadFragment } from './policies.gql.ts';

type Props = { policy: PolicyHeadFragment; versionId: string | undefined; onClose: () => void };

export function CopyPolicyDialog({ policy, versionId, onClose }: Props) {
  const { t } = useTranslation(['promises', 'app']);
  const navigate = useNavigate();
  const required = [{ required: true, message: t('app:required') }];
  return (
    <FormDialog
      title={t('policy.copy')}
      lead={t('policy.copyLead', { name: policy.name })}
      act={t('policy.copy')}
      done={t('policy.copied')}
      document={CopyPolicyDocument}
      pick={(data) => data.copyPolicy}
      variables={(values: { ownerId: string; code: string; name: string }) => ({
        input: { ...values, ...(versionId ? { versionId } : { policyId: policy.id }) },
      })}
      onClose={onClose}
      onDone={({ policy: copied }) => {
        if (copied) void navigate(`/policies/${copied.id}`);
      }}
    >
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
