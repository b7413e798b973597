import { Form, Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { UserSelect } from '../users/user-select.tsx';
import { AddExpertDocument, type ExpertRowFragment, UpdateExpertDocument } from './experts.gql.ts';

type Values = { userId: string; organisation: string; specialities?: string[]; active: boolean };

type AddProps = {
  /** Left out where the person is to be chosen. */
  user?: { id: string; name: string };
  onClose: () => void;
  onDone: () => void;
};

export function AddExpert({ user, onClose, onDone }: AddProps) {
  const { t } = useTranslation('admin');
  return (
    <FormDialog
      title={user ? t('experts.addNamed', { name: user.name }) : t('experts.add')}
      lead={t('experts.addLead')}
      act={t('experts.add')}
      done={t('experts.added')}
      initial={{ userId: user?.id }}
      document={AddExpertDocument}
      pick={(data) => data.addExpert}
      variables={({ userId, organisation, specialities }: Values) => ({
        input: { userId: user?.id ?? userId, organisation, specialities: specialities ?? [] },
      })}
      onClose={onClose}
      onDone={onDone}
    >
      {!user && (
        <Form.Item name="userId" label={t('experts.person')} rules={[{ required: true, message: t('required') }]}>
          <UserSelect className="fill" filter={{ serviceAccount: false, active: true }} />
        </Form.Item>
      )}
      <ExpertFields />
    </FormDialog>
  );
}

export function UpdateExpert({ expert, onClose, onDone }: { expert: ExpertRowFragment; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation('admin');
  return (
    <FormDialog
      title={t('editOf', { name: expert.user.name })}
      act={t('save')}
      done={t('saved')}
      initial={expert}
      document={UpdateExpertDocument}
      pick={(data) => data.updateExpert}
      variables={({ organisation, specialities, active }: Values) => ({
        input: { userId: expert.user.id, expectedVersion: expert.version, organisation, specialities: specialities ?? [], active },
      })}
      onClose={onClose}
      onDone={onDone}
    >
      <ExpertFields />
      <Form.Item name="active" label={t('experts.drawn')} valuePropName="checked" required>
        <Switch />
      </Form.Item>
    </FormDialog>
  );
}

function ExpertFields() {
  const { t } = useTranslation('admin');
  return (
    <>
      <Form.Item name="organisation" label={t('field.organisation')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="specialities" label={t('field.specialities')} extra={t('experts.specialitiesHelp')}>
        <Select mode="tags" maxCount={20} tokenSeparators={[',', '，', '、', ';', '；']} suffix={null} open={false} />
      </Form.Item>
    </>
  );
}
