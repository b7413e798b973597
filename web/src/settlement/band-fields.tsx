import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** How much of the fee each score withholds. */
export function BandFields() {
  const { t } = useTranslation(['settlement', 'app']);
  const required = [{ required: true, message: t('app:required') }];
  return (
    <Form.Item label={t('rule.bands')} extra={t('rule.bandsHelp')}>
      <Form.List name={['rules', 'bands']}>
        {(rows, { add, remove }, { errors }) => (
          <>
            {rows.map((row, at) => (
              <div key={row.key} className="rule-row">
                <Form.Item name={[row.name, 'from']} label={t('rule.from')} rules={required}>
                  <Input inputMode="decimal" maxLength={20} />
                </Form.Item>
                <Form.Item name={[row.name, 'percent']} label={t('rule.percent')} rules={required}>
                  <Input inputMode="decimal" maxLength={20} />
                </Form.Item>
                <Button
                  type="text"
                  className="rule-remove"
                  icon={<MinusCircleOutlined />}
                  aria-label={t('rule.remove', { number: at + 1 })}
                  onClick={() => remove(row.name)}
                />
              </div>
            ))}
            <Form.ErrorList errors={errors} />
            <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({})}>
              {t('rule.add')}
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  );
}
