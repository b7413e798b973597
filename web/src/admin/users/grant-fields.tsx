import { DatePicker, Form, type FormInstance, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../gql/schema.ts';
import { AgencySelect, VendorSelect } from '../../party/pick.tsx';
import { useWordOptions } from '../../words/word.tsx';
import type { GrantValues } from './grant-dialog.tsx';
import { roles, usualPlace } from './roles.ts';

export function GrantFields({ form }: { form: FormInstance<GrantValues> }) {
  const { t } = useTranslation('admin');
  const options = useWordOptions();
  const place = Form.useWatch('place', form);
  const needed = [{ required: true, message: t('required') }];
  return (
    <>
      <Form.Item name="role" label={t('field.role')} rules={needed}>
        <Select options={options('Role', roles)} onChange={(role: Role) => form.setFieldValue('place', usualPlace(role))} />
      </Form.Item>
      <Form.Item name="place" label={t('grant.where')} required>
        <Radio.Group
          optionType="button"
          options={[
            { value: 'agency', label: t('grant.agency') },
            { value: 'vendor', label: t('grant.vendor') },
            { value: 'platform', label: t('grant.platform') },
          ]}
        />
      </Form.Item>
      {place === 'agency' && (
        <Form.Item name="agencyId" label={t('grant.agency')} rules={needed}>
          <AgencySelect className="fill" />
        </Form.Item>
      )}
      {place === 'vendor' && (
        <Form.Item name="vendorId" label={t('grant.vendor')} rules={needed}>
          <VendorSelect className="fill" />
        </Form.Item>
      )}
      <div className="form-pair">
        <Form.Item name="validFrom" label={t('field.validFrom')} extra={t('grant.fromHelp')}>
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" className="fill" />
        </Form.Item>
        <Form.Item name="validUntil" label={t('field.validUntil')} extra={t('grant.untilHelp')}>
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" className="fill" />
        </Form.Item>
      </div>
    </>
  );
}
