import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Flex, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Carried } from '../form/carried.tsx';
import { useWordOptions } from '../words/word.tsx';
import { type ChecklistValues, itemKinds, newItem } from './checklist-values.ts';

const MOST = 100;

/** What has to be looked at, in the order in which it is looked at. */
export function ChecklistItems() {
  const { t } = useTranslation('inspections');
  const form = Form.useFormInstance<ChecklistValues>();
  const needed = [{ validator: (_: unknown, items: unknown[] | undefined) => (items?.length ? Promise.resolve() : Promise.reject(new Error(t('list.noItems')))) }];
  return (
    <Form.List name="items" rules={needed}>
      {(rows, { add, remove, move }, { errors }) => (
        <>
          {rows.map((row, at) => (
            <div key={row.key} className="check-item" role="group" aria-label={t('list.itemNo', { number: at + 1 })}>
              <div className="inspection-item-head">
                <strong>{t('list.itemNo', { number: at + 1 })}</strong>
                <Flex gap={4}>
                  <Button type="text" size="small" icon={<ArrowUpOutlined />} aria-label={t('list.up', { number: at + 1 })} disabled={at === 0} onClick={() => move(at, at - 1)} />
                  <Button type="text" size="small" icon={<ArrowDownOutlined />} aria-label={t('list.down', { number: at + 1 })} disabled={at === rows.length - 1} onClick={() => move(at, at + 1)} />
                  <Button type="text" size="small" danger icon={<DeleteOutlined />} aria-label={t('list.removeItem', { number: at + 1 })} onClick={() => remove(row.name)} />
                </Flex>
              </div>
              {/* What is refused of an item as a whole is said here. */}
              <Form.Item name={row.name} className="inspection-item-whole">
                <Carried />
              </Form.Item>
              <Item at={row.name} />
            </div>
          ))}
          <Form.ErrorList errors={errors} />
          <Button type="dashed" block icon={<PlusOutlined />} disabled={rows.length >= MOST} onClick={() => add(newItem(form.getFieldsValue().items))}>
            {t('list.addItem')}
          </Button>
        </>
      )}
    </Form.List>
  );
}

function Item({ at }: { at: number }) {
  const { t } = useTranslation('inspections');
  const options = useWordOptions();
  const kind: unknown = Form.useWatch(['items', at, 'kind']);
  const needed = [{ required: true, whitespace: true, message: t('missing') }];
  return (
    <>
      <div className="inspection-row">
        <Form.Item name={[at, 'label']} label={t('list.label')} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name={[at, 'kind']} label={t('list.kind')} rules={[{ required: true, message: t('missing') }]}>
          <Select options={options('InspectionItemKind', itemKinds)} />
        </Form.Item>
        <Form.Item name={[at, 'key']} label={t('list.key')} rules={needed} tooltip={t('list.keyHelp')}>
          <Input maxLength={40} className="code" spellCheck={false} />
        </Form.Item>
      </div>
      {kind === 'NUMBER' && (
        <div className="inspection-row">
          <Form.Item name={[at, 'min']} label={t('list.min')}>
            <Input inputMode="decimal" maxLength={20} />
          </Form.Item>
          <Form.Item name={[at, 'max']} label={t('list.max')}>
            <Input inputMode="decimal" maxLength={20} />
          </Form.Item>
          <Form.Item name={[at, 'unit']} label={t('list.unit')}>
            <Input maxLength={20} placeholder="℃" />
          </Form.Item>
        </div>
      )}
      <Form.Item name={[at, 'help']} label={t('list.help')}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={1_000} />
      </Form.Item>
      <Flex gap="middle" wrap>
        <Form.Item name={[at, 'required']} valuePropName="checked">
          <Checkbox>{t('list.required')}</Checkbox>
        </Form.Item>
        <Form.Item name={[at, 'critical']} valuePropName="checked">
          <Checkbox>{t('list.critical')}</Checkbox>
        </Form.Item>
      </Flex>
    </>
  );
}
