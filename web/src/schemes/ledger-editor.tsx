import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Carried } from '../form/carried.tsx';
import { Section } from '../page/section.tsx';

export function LedgerEditor() {
  const { t } = useTranslation(['schemes', 'app']);
  const required = [{ required: true, message: t('app:required') }];
  return (
    <Section title={t('ledger.title')}>
      <div className="spec-days">
        <Form.Item name={['spec', 'ledger', 'cap']} label={t('ledger.capAll')}>
          <Input />
        </Form.Item>
        <Form.Item name={['spec', 'ledger', 'bonusCap']} label={t('ledger.bonusCap')}>
          <Input />
        </Form.Item>
      </div>
      <Form.List name={['spec', 'ledger', 'items']}>
        {(rows, { add, remove }, { errors }) => (
          <>
            {rows.map((row, at) => (
              <div key={row.key} className="spec-row spec-item">
                <Form.Item name={[row.name, 'code']} label={t('field.code')} rules={required}>
                  <Input maxLength={40} />
                </Form.Item>
                <Form.Item name={[row.name, 'name', 'zh']} label={t('editor.nameZh')} rules={required}>
                  <Input />
                </Form.Item>
                <Form.Item name={[row.name, 'name', 'en']} label={t('editor.nameEn')} rules={required}>
                  <Input />
                </Form.Item>
                <Form.Item name={[row.name, 'points']} label={t('ledger.points')} rules={required}>
                  <Input placeholder="-1" />
                </Form.Item>
                <Form.Item name={[row.name, 'cap']} label={t('ledger.cap')}>
                  <Input />
                </Form.Item>
                <Form.Item name={[row.name, 'counted']} hidden noStyle>
                  <Carried />
                </Form.Item>
                <Button
                  type="text"
                  className="spec-remove"
                  icon={<MinusCircleOutlined />}
                  aria-label={t('editor.removeItem', { number: at + 1 })}
                  onClick={() => remove(row.name)}
                />
              </div>
            ))}
            <Form.ErrorList errors={errors} />
            <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({})}>
              {t('editor.addItem')}
            </Button>
          </>
        )}
      </Form.List>
    </Section>
  );
}
