import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Role } from '../gql/schema.ts';
import { useWordOptions } from '../words/word.tsx';

/** Administrators are never told of a ticket. */
const told = ['AGENCY_OPERATOR', 'CONTRACT_MANAGER', 'AGENCY_SUPERVISOR', 'REGULATOR', 'VENDOR_MANAGER', 'VENDOR_ENGINEER'] as const satisfies readonly Role[];

/** Whom to tell, how long before or after the deadline. */
export function EscalationRows({ name }: { name: number }) {
  const { t } = useTranslation(['promises', 'app']);
  const options = useWordOptions();
  return (
    <Form.List name={[name, 'escalations']}>
      {(rows, { add, remove }) => (
        <>
          {rows.map((row) => (
            <div key={row.key} className="editor-grid">
              <Form.Item name={[row.name, 'offsetHours']} label={`${t('editor.level', { number: row.name + 1 })} · ${t('editor.offset')}`}>
                <InputNumber step={0.5} className="fill" />
              </Form.Item>
              <Form.Item name={[row.name, 'to']} label={t('editor.to')}>
                <Select mode="multiple" options={options('Role', told)} popupMatchSelectWidth={false} />
              </Form.Item>
              <Form.Item name={[row.name, 'timing']} label={t('editor.timing')}>
                <Select options={options('EscalationTiming', ['IMMEDIATE', 'NEXT_OPENING'])} />
              </Form.Item>
              <Form.Item>
                <Form.Item name={[row.name, 'onDuty']} valuePropName="checked" noStyle>
                  <Checkbox>{t('editor.onDuty')}</Checkbox>
                </Form.Item>
                <Button type="text" danger icon={<DeleteOutlined />} aria-label={`${t('app:delete')} ${t('editor.level', { number: row.name + 1 })}`} onClick={() => remove(row.name)} />
              </Form.Item>
            </div>
          ))}
          <Button size="small" icon={<PlusOutlined />} onClick={() => add({ offsetHours: 1, to: [], onDuty: false, timing: 'IMMEDIATE' })}>
            {t('editor.addLevel')}
          </Button>
        </>
      )}
    </Form.List>
  );
}
