import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { metrics, priorities } from '../words/values.ts';
import { useWord, useWordOptions } from '../words/word.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { EscalationRows } from './escalation-rows.tsx';
import { type TargetValues, units } from './editor-values.ts';
import { CalendarChoicesDocument } from './policies.gql.ts';

const fresh: Omit<TargetValues, 'calendarId'> = {
  metric: 'RESPONSE',
  priority: 'P1',
  length: 30,
  unit: 'REAL_TIME 60',
  pausable: true,
  warnPercent: [50, 80],
  guard: false,
  escalations: [],
};

/** A row for each promise, numbered as refusals name them. */
export function EditorTargets({ onBase }: { onBase: boolean }) {
  const { t } = useTranslation(['promises', 'app']);
  const options = useWordOptions();
  const word = useWord();
  const [calendars] = useQuery({ query: CalendarChoicesDocument });
  const required = [{ required: true, message: t('app:required') }];
  const unitOptions = units.map((unit) => {
    const [kind, size] = unit.split(' ');
    const name = kind === 'WORKING_DAYS' ? t('editor.unit.days') : size === '60' ? t('editor.unit.minutes') : t('editor.unit.hours');
    return { value: unit, label: kind === 'WORKING_DAYS' ? name : `${name} · ${word('DurationKind', kind === 'WORKING' ? 'WORKING' : 'REAL_TIME')}` };
  });
  return (
    <Form.List name="targets">
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
                <Form.Item name={[row.name, 'length']} label={t('editor.length')} rules={required}>
                  <InputNumber min={0} className="fill" />
                </Form.Item>
                <Form.Item name={[row.name, 'unit']} label={t('editor.kindOf')} rules={required}>
                  <Select options={unitOptions} popupMatchSelectWidth={false} />
                </Form.Item>
                <Form.Item name={[row.name, 'calendarId']} label={t('editor.calendar')} rules={required}>
                  <Select
                    popupMatchSelectWidth={false}
                    options={(calendars.data?.calendars.nodes ?? []).map((calendar) => ({ value: calendar.id, label: calendar.name }))}
                  />
                </Form.Item>
                <Form.Item name={[row.name, 'warnPercent']} label={t('editor.warnings')}>
                  <Select mode="multiple" options={[25, 50, 75, 80, 90, 95].map((percent) => ({ value: percent, label: String(percent) }))} />
                </Form.Item>
                <Form.Item name={[row.name, 'pausable']} valuePropName="checked">
                  <Checkbox>{t('editor.pausable')}</Checkbox>
                </Form.Item>
              </div>
              {onBase && (
                <Form.Item name={[row.name, 'reason']} label={t('editor.reason')} rules={required}>
                  <Input maxLength={500} />
                </Form.Item>
              )}
              <details>
                <summary>{t('editor.more')}</summary>
                <ConditionFields name={row.name} />
                <EscalationRows name={row.name} />
              </details>
            </fieldset>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({ ...fresh })}>
            {t('editor.add')}
          </Button>
        </>
      )}
    </Form.List>
  );
}
