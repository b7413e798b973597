import { Checkbox, DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { civilOf } from '../time/wall.ts';
import type { ServiceItem } from './raise-form.ts';

type Field = ServiceItem['version']['fields'][number];

/** What the service item asks. Every answer is a text, whatever control it is given with. */
export function ServiceItemFields({ item }: { item: ServiceItem }) {
  const { t } = useTranslation('tickets');
  return item.version.fields.map((field, at) => (
    <Form.Item
      key={field.key}
      name={['answers', at, 'value']}
      label={field.label}
      extra={field.help}
      required={field.required}
      rules={field.required ? [{ required: true, whitespace: true, message: t('act.missing', { field: field.label }) }] : []}
      {...(field.type === 'CHECKBOX'
        ? { getValueFromEvent: (event: { target: { checked: boolean } }) => String(event.target.checked), getValueProps: (value: unknown) => ({ checked: value === 'true' }) }
        : {})}
      {...(field.type === 'NUMBER' ? { normalize: (value: unknown) => (typeof value === 'number' ? String(value) : value) } : {})}
      {...(field.type === 'DATE'
        ? {
            getValueFromEvent: (day: dayjs.Dayjs | null) => (day ? civilOf(day) : ''),
            getValueProps: (value: unknown) => ({ value: typeof value === 'string' && value ? dayjs(value) : null }),
          }
        : {})}
    >
      {controlOf(field, t('yes'))}
    </Form.Item>
  ));
}

function controlOf(field: Field, yes: string): ReactNode {
  const max = field.max ?? undefined;
  switch (field.type) {
    case 'TEXT':
      return <Input maxLength={max ?? 200} />;
    case 'LONG_TEXT':
      return <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={max ?? 10_000} />;
    case 'NUMBER':
      return <InputNumber stringMode min={field.min === null ? undefined : String(field.min)} max={field.max === null ? undefined : String(field.max)} />;
    case 'DATE':
      return <DatePicker />;
    case 'CHECKBOX':
      return <Checkbox>{yes}</Checkbox>;
    case 'CHOICE':
      return field.choices.length > 4 ? (
        <Select allowClear={!field.required} options={field.choices.map((value) => ({ value, label: value }))} />
      ) : (
        <Radio.Group options={[...field.choices]} />
      );
  }
}
