import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Flex, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PauseParty } from '../gql/schema.ts';
import { useWordOptions } from '../words/word.tsx';

/** Who can answer for time in the vendor's place. */
export const others: readonly PauseParty[] = ['AGENCY', 'THIRD_PARTY', 'NOBODY'];

/** The intervals that a partly granted dispute takes out of the vendor's time. */
export function IntervalFields() {
  const { t } = useTranslation(['decisions', 'app']);
  const options = useWordOptions();
  const required = [{ required: true, message: t('app:required') }];
  return (
    <Form.List name="intervals" initialValue={[{}]}>
      {(rows, { add, remove }) => (
        <fieldset className="intervals">
          <legend>{t('interval.title')}</legend>
          {rows.map((row, at) => (
            <div key={row.key} className="interval">
              <Form.Item name={[row.name, 'span']} label={t('interval.span')} rules={required}>
                <DatePicker.RangePicker showTime className="fill" />
              </Form.Item>
              <Flex gap="small" align="start">
                <Form.Item name={[row.name, 'party']} label={t('ruling.party')} rules={required} className="interval-party">
                  <Select options={options('PauseParty', others)} />
                </Form.Item>
                <Form.Item name={[row.name, 'reason']} label={t('field.reason')} rules={required} className="fill">
                  <Input maxLength={2_000} />
                </Form.Item>
                {rows.length > 1 && (
                  <Button
                    type="text"
                    className="interval-remove"
                    icon={<MinusCircleOutlined />}
                    aria-label={t('interval.remove', { number: at + 1 })}
                    onClick={() => remove(row.name)}
                  />
                )}
              </Flex>
            </div>
          ))}
          <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({})} disabled={rows.length >= 20}>
            {t('interval.add')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
