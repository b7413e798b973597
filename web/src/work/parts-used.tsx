import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';

export type Part = { name: string; serial?: string; quantity?: number };

/** Lines of what was built in, at most fifty. */
export function PartsUsed() {
  const { t } = useTranslation('work');
  return (
    <fieldset className="act-parts">
      <legend>{t('visit.parts')}</legend>
      <Form.List name="parts">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }, index) => (
              <Flex key={key} gap="small" align="start" wrap className="act-part">
                <Form.Item name={[name, 'name']} label={t('visit.part')} rules={[{ required: true, whitespace: true, message: t('missing', { field: t('visit.part') }) }]}>
                  <Input maxLength={200} />
                </Form.Item>
                <Form.Item name={[name, 'serial']} label={t('visit.serial')}>
                  <Input maxLength={200} />
                </Form.Item>
                <Form.Item name={[name, 'quantity']} label={t('visit.pieces')} initialValue={1}>
                  <InputNumber min={1} max={10_000} precision={0} />
                </Form.Item>
                <Button type="text" icon={<DeleteOutlined />} aria-label={t('visit.dropPart', { number: index + 1 })} onClick={() => remove(name)} />
              </Flex>
            ))}
            {fields.length < 50 && (
              <Button icon={<PlusOutlined />} onClick={() => add()}>
                {t('visit.addPart')}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
