import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTopics } from './topics.ts';

export type EndpointValues = { url: string; description?: string; topics: string[] };

/** What may be changed of an endpoint at any time. */
export function EndpointFields() {
  const { t } = useTranslation('admin');
  const { groups, word } = useTopics();
  return (
    <>
      <Form.Item name="url" label={t('webhooks.url')} extra={t('webhooks.urlHelp')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input maxLength={2_000} inputMode="url" autoComplete="off" spellCheck={false} placeholder="https://" className="code" />
      </Form.Item>
      <Form.Item name="description" label={t('webhooks.description')}>
        <Input maxLength={500} autoComplete="off" />
      </Form.Item>
      <Form.Item name="topics" label={t('webhooks.topics')} extra={t('webhooks.topicsHelp')}>
        <Select
          mode="multiple"
          allowClear
          maxCount={50}
          placeholder={t('webhooks.allTopics')}
          options={groups}
          labelRender={({ value, label }) => label ?? word(String(value))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
    </>
  );
}
