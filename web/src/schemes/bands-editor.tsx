import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Section } from '../page/section.tsx';

export function BandsEditor() {
  const { t } = useTranslation(['schemes', 'app']);
  const required = [{ required: true, message: t('app:required') }];
  return (
    <Section title={t('bands.title')}>
      <p className="soft">{t('bands.help')}</p>
      <Form.List name={['spec', 'bands']}>
        {(rows, { add, remove }, { errors }) => (
          <>
            {rows.map((row, at) => (
              <div key={row.key} className="spec-row spec-band">
                <Form.Item name={[row.name, 'from']} label={t('bands.from')} rules={required}>
                  <Input />
                </Form.Item>
                <Form.Item name={[row.name, 'name', 'zh']} label={t('editor.nameZh')} rules={required}>
                  <Input />
                </Form.Item>
                <Form.Item name={[row.name, 'name', 'en']} label={t('editor.nameEn')} rules={required}>
                  <Input />
                </Form.Item>
                <Form.Item name={[row.name, 'payPercent']} label={t('bands.payPercent')}>
                  <Input />
                </Form.Item>
                <Button
                  type="text"
                  className="spec-remove"
                  icon={<MinusCircleOutlined />}
                  aria-label={t('editor.removeBand', { number: at + 1 })}
                  onClick={() => remove(row.name)}
                />
              </div>
            ))}
            <Form.ErrorList errors={errors} />
            <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({})}>
              {t('editor.addBand')}
            </Button>
          </>
        )}
      </Form.List>
    </Section>
  );
}
