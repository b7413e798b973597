import { Form, Input, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useName } from '../../party/name.tsx';
import { CreateVendorDocument, UpdateVendorDocument, type VendorRowFragment } from './vendors.gql.ts';
import '../admin.css';

type Values = { name: string; nameEn?: string; creditCode: string; active: boolean };

export function CreateVendor({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) {
  const { t } = useTranslation('admin');
  return (
    <FormDialog
      title={t('vendors.create')}
      act={t('vendors.create')}
      done={t('vendors.created')}
      document={CreateVendorDocument}
      pick={(data) => data.createVendor}
      variables={({ name, nameEn, creditCode }: Values) => ({ input: { name, nameEn, creditCode } })}
      onClose={onClose}
      onDone={(payload) => payload.vendor && onDone(payload.vendor.id)}
    >
      <VendorNames />
      <Form.Item
        name="creditCode"
        label={t('field.creditCode')}
        rules={[{ required: true, whitespace: true, message: t('required') }]}
        extra={t('vendors.creditCodeHelp')}
      >
        <Input maxLength={18} showCount className="code" />
      </Form.Item>
    </FormDialog>
  );
}

export function UpdateVendor({ vendor, onClose }: { vendor: VendorRowFragment; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const name = useName();
  return (
    <FormDialog
      title={t('editOf', { name: name(vendor) })}
      act={t('save')}
      done={t('saved')}
      initial={vendor}
      document={UpdateVendorDocument}
      pick={(data) => data.updateVendor}
      variables={({ name: named, nameEn, active }: Values) => ({
        input: { vendorId: vendor.id, expectedVersion: vendor.version, name: named, nameEn: nameEn ?? '', active },
      })}
      onClose={onClose}
    >
      <VendorNames />
      <Form.Item name="active" label={t('field.active')} valuePropName="checked" required extra={t('vendors.activeHelp')}>
        <Switch />
      </Form.Item>
    </FormDialog>
  );
}

function VendorNames() {
  const { t } = useTranslation('admin');
  return (
    <>
      <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="nameEn" label={t('field.nameEn')}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  );
}
