import { Form, Input, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { AgencySelect } from '../../party/pick.tsx';
import { useName } from '../../party/name.tsx';
import { type AgencyRowFragment, CreateAgencyDocument, UpdateAgencyDocument } from './agencies.gql.ts';
import '../admin.css';

type Values = { name: string; nameEn?: string; shortCode: string; regionCode: string; parentId?: string; supervisor: boolean; active: boolean };

type CreateProps = { above: string | undefined; onClose: () => void; onDone?: (id: string) => void };

export function CreateAgency({ above, onClose, onDone }: CreateProps) {
  const { t } = useTranslation('admin');
  return (
    <FormDialog
      title={t('agencies.create')}
      act={t('agencies.create')}
      done={t('agencies.created')}
      initial={{ parentId: above, supervisor: false }}
      document={CreateAgencyDocument}
      pick={(data) => data.createAgency}
      variables={({ name, nameEn, shortCode, regionCode, parentId, supervisor }: Values) => ({
        input: { name, nameEn, shortCode, regionCode, parentId, supervisor },
      })}
      onClose={onClose}
      onDone={(payload) => payload.agency && onDone?.(payload.agency.id)}
    >
      <AgencyFields made={false} />
    </FormDialog>
  );
}

export function UpdateAgency({ agency, onClose }: { agency: AgencyRowFragment; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const name = useName();
  return (
    <FormDialog
      title={t('editOf', { name: name(agency) })}
      act={t('save')}
      done={t('saved')}
      initial={{ ...agency, parentId: agency.parent?.id }}
      document={UpdateAgencyDocument}
      pick={(data) => data.updateAgency}
      variables={({ name: named, nameEn, regionCode, parentId, supervisor, active }: Values) => ({
        input: { agencyId: agency.id, expectedVersion: agency.version, name: named, nameEn: nameEn ?? '', regionCode, parentId, supervisor, active },
      })}
      onClose={onClose}
    >
      <AgencyFields made />
    </FormDialog>
  );
}

/** `made`: it exists already, and its short code stays for good. */
function AgencyFields({ made }: { made: boolean }) {
  const { t } = useTranslation('admin');
  const needed = [{ required: true, whitespace: true, message: t('required') }];
  return (
    <>
      <Form.Item name="name" label={t('field.name')} rules={needed}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="nameEn" label={t('field.nameEn')}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="form-pair">
        {!made && (
          <Form.Item name="shortCode" label={t('field.shortCode')} rules={needed} extra={t('agencies.shortCodeHelp')}>
            <Input maxLength={10} className="code" />
          </Form.Item>
        )}
        <Form.Item name="regionCode" label={t('field.regionCode')} rules={needed} extra={t('agencies.regionCodeHelp')}>
          <Input maxLength={12} inputMode="numeric" />
        </Form.Item>
      </div>
      <Form.Item name="parentId" label={t('field.parent')} extra={made ? undefined : t('agencies.parentHelp')}>
        <AgencySelect allowClear={!made} className="fill" />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="supervisor" label={t('field.supervisor')} valuePropName="checked" required extra={t('agencies.supervisorHelp')}>
          <Switch />
        </Form.Item>
        {made && (
          <Form.Item name="active" label={t('field.active')} valuePropName="checked" required extra={t('agencies.activeHelp')}>
            <Switch />
          </Form.Item>
        )}
      </div>
    </>
  );
}
