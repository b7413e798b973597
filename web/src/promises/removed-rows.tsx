import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { metrics, priorities } from '../words/values.ts';
import { useWordOptions } from '../words/word.tsx';
import { ConditionFields } from './condition-fields.tsx';

/** Promises of the base that are not made here. */
export function RemovedRows() {
  const { t } = useTranslation(['promises', 'app']);
  const options = useWordOptions();
  const required = [{ required: true, message: t('app:required') }];
  return (
    <Form.List name="removed">
      {(rows, { add, remove }, { errors }) => (
        <>
          <Form.ErrorList errors={errors} />
          {rows.map((row) => (
            <fieldset key={row.key} className="editor-row">
              <legend>
                {t('editor.rowOf', { number: row.name + 1 })}
                <Button type="text" size="small" danger icon={<DeleteOutlined />} aria-label={`${t('app:delete')} ${t('editor.rowOf', { number: row.name + 1 })}`} onClick={() => remove(row.name)} />
              </legend>
              <div className="editor-grid">
                <Form.Item name={[row.name, 'metric']} label={t('editor.metric')} rules={required}>
                  <Select options={options('Metric', metrics)} />
                </Form.Item>
                <Form.Item name={[row.name, 'priority']} label={t('editor.priority')} rules={required}>
                  <Select options={options('Priority', priorities)} />
                </Form.Item>
                <Form.Item name={[row.name, 'reason']} label={t('editor.reason')} rules={required} className="editor-wide">
                  <Input maxLength={500} />
                </Form.Item>
              </div>
              <details>
                <summary>{t('editor.for')}</summary>
                <ConditionFields name={row.name} />
              </details>
            </fieldset>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({ metric: 'UPDATE', priority: 'P1', guard: false })}>
            {t('editor.addRemoved')}
          </Button>
        </>
      )}
    </Form.List>
  );
}
