import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Flex, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ServiceItemFieldType } from '../gql/schema.ts';
import { useWordOptions } from '../words/word.tsx';

const MOST = 40;
const types = ['TEXT', 'LONG_TEXT', 'CHOICE', 'CHECKBOX', 'DATE', 'NUMBER'] as const satisfies readonly ServiceItemFieldType[];

/** What has to be answered, in the order in which it is asked. */
export function Questions() {
  const { t } = useTranslation('catalogue');
  return (
    <Form.List name="fields">
      {(rows, { add, remove, move }) => (
        <>
          {rows.map((row, at) => (
            <div key={row.key} className="item-question" role="group" aria-label={t('question', { number: at + 1 })}>
              <div className="item-question-head">
                <strong>{t('question', { number: at + 1 })}</strong>
                <Flex gap={4}>
                  <Button type="text" size="small" icon={<ArrowUpOutlined />} aria-label={t('up')} disabled={at === 0} onClick={() => move(at, at - 1)} />
                  <Button type="text" size="small" icon={<ArrowDownOutlined />} aria-label={t('down')} disabled={at === rows.length - 1} onClick={() => move(at, at + 1)} />
                  <Button type="text" size="small" danger icon={<DeleteOutlined />} aria-label={t('remove')} onClick={() => remove(row.name)} />
                </Flex>
              </div>
              <Question at={row.name} />
            </div>
          ))}
          <Button type="dashed" block icon={<PlusOutlined />} disabled={rows.length >= MOST} onClick={() => add({ type: 'TEXT', required: true })}>
            {t('addQuestion')}
          </Button>
        </>
      )}
    </Form.List>
  );
}

function Question({ at }: { at: number }) {
  const { t } = useTranslation('catalogue');
  const options = useWordOptions();
  const type: unknown = Form.useWatch(['fields', at, 'type']);
  const needed = [{ required: true, message: t('required') }];
  return (
    <>
      <div className="item-pair">
        <Form.Item name={[at, 'label']} label={t('label')} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name={[at, 'key']} label={t('key')} rules={needed} extra={t('keyHelp')}>
          <Input maxLength={40} className="code" />
        </Form.Item>
        <Form.Item name={[at, 'type']} label={t('type')} rules={needed}>
          <Select options={options('ServiceItemFieldType', types)} />
        </Form.Item>
      </div>
      {type === 'CHOICE' && (
        <Form.Item name={[at, 'choices']} label={t('choices')} rules={needed} extra={t('choicesHelp')}>
          <Select mode="tags" maxCount={100} suffix={null} open={false} />
        </Form.Item>
      )}
      <div className="item-pair">
        <Form.Item name={[at, 'help']} label={t('help')}>
          <Input maxLength={1_000} />
        </Form.Item>
        {(type === 'NUMBER' || type === 'TEXT' || type === 'LONG_TEXT') && (
          <>
            <Form.Item name={[at, 'min']} label={t(type === 'NUMBER' ? 'least' : 'shortest')}>
              <InputNumber precision={0} className="fill" />
            </Form.Item>
            <Form.Item name={[at, 'max']} label={t(type === 'NUMBER' ? 'greatest' : 'longest')}>
              <InputNumber precision={0} className="fill" />
            </Form.Item>
          </>
        )}
      </div>
      <Form.Item name={[at, 'required']} valuePropName="checked">
        <Checkbox>{t('neededYes')}</Checkbox>
      </Form.Item>
    </>
  );
}
