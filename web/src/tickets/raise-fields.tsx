import { Collapse, DatePicker, Form, type FormInstance, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { AgencySelect, SystemSelect } from '../party/pick.tsx';
import { ticketKinds } from '../words/values.ts';
import { useWord, useWordOptions } from '../words/word.tsx';
import type { RaiseValues, ServiceItem } from './raise-form.ts';
import { impacts, urgencies } from './ranks.ts';
import { ServiceItemFields } from './service-item-fields.tsx';

type Props = {
  form: FormInstance<RaiseValues>;
  values: RaiseValues;
  items: readonly ServiceItem[];
  item: ServiceItem | undefined;
  /** Fields were filled in by choosing a service item. */
  onFilled: () => void;
};

export function RaiseFields({ form, values, items, item, onFilled }: Props) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const options = useWordOptions();
  const needed = (field: string) => [{ required: true, whitespace: true, message: t('act.missing', { field }) }];

  function chooseItem(id: string | undefined) {
    const chosen = items.find((one) => one.id === id)?.version;
    form.setFieldsValue({ answers: undefined });
    if (chosen) {
      form.setFieldsValue({ kind: chosen.kind, impact: chosen.impact, urgency: chosen.urgency });
      if (!form.getFieldValue('description')) form.setFieldValue('description', chosen.descriptionTemplate);
      if (!form.getFieldValue('title')) form.setFieldValue('title', chosen.name);
    }
    onFilled();
  }
  return (
    <>
      <div className="raise-pair">
      <Form.Item label={t('system')} name="systemId" rules={[{ required: true, message: t('act.missing', { field: t('system') }) }]}>
        <SystemSelect placeholder={t('raise.systemHint')} />
      </Form.Item>
      {items.length > 0 && (
        <Form.Item label={t('serviceItem')} name="serviceItemId">
          <Select
            allowClear
            placeholder={t('raise.itemHint')}
            showSearch={{ optionFilterProp: 'label' }}
            options={items.map(({ id, version }) => ({ value: id, label: version.name, kind: version.kind }))}
            optionRender={(option) => (
              <span className="pick-option">
                {option.label}
                <small>{word('TicketKind', option.data.kind)}</small>
              </span>
            )}
            onChange={chooseItem}
          />
        </Form.Item>
      )}
      </div>
      <Form.Item label={t('kind')} name="kind" required>
        <Radio.Group optionType="button" disabled={item !== undefined} options={options('TicketKind', ticketKinds)} />
      </Form.Item>
      <div className="raise-ranks">
        <Form.Item label={t('impact')} name="impact" required>
          <Radio.Group optionType="button" options={options('Impact', impacts)} />
        </Form.Item>
        <Form.Item label={t('urgency')} name="urgency" required>
          <Radio.Group optionType="button" options={options('Urgency', urgencies)} />
        </Form.Item>
      </div>
      <Form.Item label={t('raise.titleField')} name="title" rules={needed(t('raise.titleField'))}>
        <Input maxLength={200} placeholder={t('raise.titleHint')} />
      </Form.Item>
      {item && <ServiceItemFields key={item.id} item={item} />}
      <Form.Item label={t('ticket.description')} name="description">
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 14 }} maxLength={10_000} placeholder={t('raise.descriptionHint')} />
      </Form.Item>
      <Collapse
        ghost
        className="raise-more"
        defaultActiveKey={(values.agencyId ?? values.raisedAt) ? ['more'] : []}
        items={[
          {
            key: 'more',
            label: t('raise.more'),
            forceRender: true,
            children: (
              <>
                <Form.Item label={t('raise.forAgency')} name="agencyId" extra={t('raise.forAgencyHelp')}>
                  <AgencySelect allowClear />
                </Form.Item>
                <Form.Item label={t('raise.raisedAt')} name="raisedAt" extra={t('raise.raisedAtHelp')}>
                  <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
                </Form.Item>
                {values.raisedAt && (
                  <Form.Item label={t('raise.lateReason')} name="lateReason">
                    <Input.TextArea rows={2} maxLength={2000} />
                  </Form.Item>
                )}
              </>
            ),
          },
        ]}
      />
    </>
  );
}
