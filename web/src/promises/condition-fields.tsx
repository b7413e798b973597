import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ticketKinds } from '../words/values.ts';
import { useWordOptions } from '../words/word.tsx';

/** For which tickets a row holds; nothing chosen means all. */
export function ConditionFields({ name }: { name: number }) {
  const { t } = useTranslation('promises');
  const options = useWordOptions();
  return (
    <div className="editor-grid">
      <Form.Item name={[name, 'ticketKind']} label={t('editor.kind')}>
        <Select allowClear placeholder={t('target.forAll')} options={options('TicketKind', ticketKinds)} />
      </Form.Item>
      <Form.Item name={[name, 'siteClass']} label={t('editor.site')}>
        <Select allowClear options={options('SiteClass', ['CITY', 'COUNTY'])} />
      </Form.Item>
      <Form.Item name={[name, 'systemType']} label={t('editor.systemType')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={[name, 'protectionFrom']} label={t('editor.protectionFrom')}>
        <InputNumber min={1} max={5} precision={0} className="fill" />
      </Form.Item>
      <Form.Item name={[name, 'protectionTo']} label={t('editor.protectionTo')}>
        <InputNumber min={1} max={5} precision={0} className="fill" />
      </Form.Item>
      <Form.Item name={[name, 'guard']} valuePropName="checked">
        <Checkbox>{t('editor.guard')}</Checkbox>
      </Form.Item>
    </div>
  );
}
