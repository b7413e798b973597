import { Form, Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { FormDialog } from '../form/form-dialog.tsx';
import { CreateVendorTeamDocument, TeamMemberChoicesDocument, type TeamRowFragment, UpdateVendorTeamDocument } from './teams.gql.ts';
import { useOwnVendors } from './own-vendors.ts';

type Values = { vendorId: string; code: string; name: string; memberIds?: string[]; active: boolean };

export function CreateTeam({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('teams');
  const vendors = useOwnVendors();
  const [first] = vendors;
  return (
    <FormDialog
      title={t('create')}
      act={t('create')}
      done={t('created')}
      initial={{ vendorId: first?.value }}
      document={CreateVendorTeamDocument}
      pick={(data) => data.createVendorTeam}
      variables={({ vendorId, code, name, memberIds }: Values) => ({ input: { vendorId, code, name, memberIds: memberIds ?? [] } })}
      onClose={onClose}
    >
      <Form.Item name="vendorId" label={t('vendor')} hidden={vendors.length === 1} rules={[{ required: true, message: t('required') }]}>
        <Select options={vendors} />
      </Form.Item>
      <Form.Item name="code" label={t('code')} extra={t('codeHelp')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input maxLength={40} className="code" />
      </Form.Item>
      <TeamFields vendorId={first?.value} />
    </FormDialog>
  );
}

export function UpdateTeam({ team, onClose }: { team: TeamRowFragment; onClose: () => void }) {
  const { t } = useTranslation('teams');
  return (
    <FormDialog
      title={t('editOf', { name: team.name })}
      act={t('save')}
      done={t('saved')}
      initial={{ name: team.name, active: team.active, memberIds: team.members?.map((member) => member.id) }}
      document={UpdateVendorTeamDocument}
      pick={(data) => data.updateVendorTeam}
      variables={({ name, memberIds, active }: Values) => ({ input: { teamId: team.id, expectedVersion: team.version, name, memberIds, active } })}
      onClose={onClose}
    >
      <TeamFields vendorId={team.vendor.id} />
      <Form.Item name="active" label={t('takes')} valuePropName="checked" required extra={t('activeHelp')}>
        <Switch />
      </Form.Item>
    </FormDialog>
  );
}

function TeamFields({ vendorId }: { vendorId: string | undefined }) {
  const { t } = useTranslation('teams');
  const form = Form.useFormInstance<{ vendorId?: string }>();
  const chosen = Form.useWatch('vendorId', form) ?? vendorId;
  const [query] = useQuery({ query: TeamMemberChoicesDocument, variables: { vendorId: chosen ?? '' }, pause: !chosen });
  return (
    <>
      <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="memberIds" label={t('members')}>
        <Select
          mode="multiple"
          maxCount={200}
          loading={query.fetching}
          showSearch={{ optionFilterProp: 'label' }}
          options={(query.data?.vendorEngineers.nodes ?? []).map(({ user }) => ({ value: user.id, label: user.name }))}
        />
      </Form.Item>
    </>
  );
}
