import { Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { written } from '../form/written.ts';
import type { AutomaticCheck, FindingSeverity, ResponsibleParty, ReviewChecklistItemInput } from '../gql/schema.ts';
import { useWordOptions } from '../words/word.tsx';

const checks: readonly AutomaticCheck[] = ['CALENDARS_KNOWN', 'NOTICE_AGREED', 'PERIOD_LIMIT', 'PROTECTION_FILED', 'SYSTEMS_OF_BUYER', 'TARGETS_COMPLETE'];
const severities: readonly FindingSeverity[] = ['CRITICAL', 'MAJOR', 'MINOR'];
const parties: readonly ResponsibleParty[] = ['BUYER', 'VENDOR'];

type Props = {
  /** Left out: a new one. */
  item: ReviewChecklistItemInput | undefined;
  /** Codes of the others. */
  taken: readonly string[];
  onClose: () => void;
  onDone: (item: ReviewChecklistItemInput) => void;
};

export function ItemDialog({ item, taken, onClose, onDone }: Props) {
  const { t } = useTranslation('compliance');
  const options = useWordOptions();
  const [form] = Form.useForm<ReviewChecklistItemInput>();
  const needed = [{ required: true, message: t('needed') }];
  const said = [{ required: true, whitespace: true, message: t('needed') }];
  const unique = { validator: (_: unknown, code: string | undefined) => (code && taken.includes(code) ? Promise.reject(new Error(t('taken'))) : Promise.resolve()) };
  return (
    <Modal open width={680} title={t(item ? 'item' : 'addItem')} okText={t('take')} cancelText={t('cancel')} onOk={() => form.submit()} onCancel={onClose}>
      <Form
        form={form}
        name="item"
        layout="vertical"
        requiredMark="optional"
        initialValues={item ?? { severity: 'MAJOR', party: 'BUYER', days: 30, mandatory: false }}
        onFinish={(values) => onDone({ ...values, clause: written(values.clause), check: values.check ?? undefined })}
      >
        <div className="compliance-pair">
          <Form.Item name={['section', 'zh']} label={t('sectionZh')} rules={said}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={['section', 'en']} label={t('sectionEn')} rules={said}>
            <Input maxLength={200} />
          </Form.Item>
        </div>
        <Form.Item name={['requirement', 'zh']} label={t('requirementZh')} rules={said}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
        </Form.Item>
        <Form.Item name={['requirement', 'en']} label={t('requirementEn')} rules={said}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
        </Form.Item>
        <div className="compliance-pair">
          <Form.Item name="code" label={t('itemCode')} rules={[...said, unique]} extra={t('itemCodeHelp')}>
            <Input maxLength={40} spellCheck={false} />
          </Form.Item>
          <Form.Item name="clause" label={t('clause')}>
            <Input maxLength={200} />
          </Form.Item>
        </div>
        <Form.Item name="check" label={t('check')} extra={t('checkHelp')}>
          <Select allowClear placeholder={t('byReviewers')} options={options('AutomaticCheck', checks)} />
        </Form.Item>
        <div className="compliance-pair">
          <Form.Item name="severity" label={t('severity')} rules={needed}>
            <Select options={options('FindingSeverity', severities)} />
          </Form.Item>
          <Form.Item name="party" label={t('party')} rules={needed}>
            <Select options={options('ResponsibleParty', parties)} />
          </Form.Item>
          <Form.Item name="days" label={t('days')} rules={needed}>
            <InputNumber min={1} max={365} precision={0} className="fill" />
          </Form.Item>
        </div>
        <Form.Item name="mandatory" valuePropName="checked">
          <Checkbox>{t('mandatoryLong')}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
