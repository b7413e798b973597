import { DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../form/form-dialog.tsx';
import { written } from '../form/written.ts';
import { civilOf } from '../time/wall.ts';
import { AddEngineerCertificateDocument, type EngineerRowFragment, SetEngineerSkillsDocument } from './engineers.gql.ts';

type DialogProps = { engineer: EngineerRowFragment; onClose: () => void; onDone: () => void };

/** What parts the entries of a list when one is pasted. */
const separators = ['，', ',', '、'];

type Skills = { systemTypes: string[]; technologies: string[] };

export function SkillsDialog({ engineer, onClose, onDone }: DialogProps) {
  const { t } = useTranslation('teams');
  return (
    <FormDialog
      title={t('engineers.skillsOf', { name: engineer.user.name })}
      act={t('save')}
      done={t('saved')}
      initial={{ systemTypes: engineer.systemTypes, technologies: engineer.technologies }}
      document={SetEngineerSkillsDocument}
      pick={(data) => data.setEngineerSkills}
      variables={(skills: Skills) => ({ input: { engineerId: engineer.user.id, vendorId: engineer.vendor.id, ...skills } })}
      onClose={onClose}
      onDone={onDone}
    >
      <Form.Item name="systemTypes" label={t('engineers.systemTypes')} extra={t('engineers.systemTypesWhy')}>
        <Select mode="tags" maxCount={50} tokenSeparators={separators} />
      </Form.Item>
      <Form.Item name="technologies" label={t('engineers.technologies')}>
        <Select mode="tags" maxCount={50} tokenSeparators={separators} />
      </Form.Item>
    </FormDialog>
  );
}

type Certificate = { name: string; number: string; issuer: string; systemType?: string; validUntil?: Dayjs };

export function CertificateDialog({ engineer, onClose, onDone }: DialogProps) {
  const { t } = useTranslation('teams');
  const needed = [{ required: true, whitespace: true, message: t('required') }];
  return (
    <FormDialog
      title={t('engineers.certificateOf', { name: engineer.user.name })}
      act={t('save')}
      done={t('saved')}
      document={AddEngineerCertificateDocument}
      pick={(data) => data.addEngineerCertificate}
      variables={({ name, number, issuer, systemType, validUntil }: Certificate) => ({
        input: {
          engineerId: engineer.user.id,
          vendorId: engineer.vendor.id,
          name: name.trim(),
          number: number.trim(),
          issuer: issuer.trim(),
          systemType: written(systemType),
          validUntil: validUntil ? civilOf(validUntil) : undefined,
        },
      })}
      onClose={onClose}
      onDone={onDone}
    >
      <Form.Item name="name" label={t('engineers.certificate')} rules={needed}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="number" label={t('engineers.number')} rules={needed}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="issuer" label={t('engineers.issuer')} rules={needed}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="systemType" label={t('engineers.forType')} extra={t('engineers.systemTypesWhy')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="validUntil" label={t('engineers.validUntil')}>
        <DatePicker />
      </Form.Item>
    </FormDialog>
  );
}
