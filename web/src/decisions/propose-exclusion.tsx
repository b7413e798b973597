import { App, DatePicker, Form, Input, Modal, Radio } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Problems, useSendForm } from '../form/send-form.tsx';
import type { ExclusionKind, ProposeServiceExclusionInput } from '../gql/schema.ts';
import { ContractSelect } from '../party/contract-select.tsx';
import { AgencySelect, SystemSelect } from '../party/pick.tsx';
import { zoneName, SERVICE_ZONE } from '../time/format.ts';
import { instantOf } from '../time/wall.ts';
import { useLanguage } from '../app/use-language.ts';
import { useWordOptions } from '../words/word.tsx';
import { ProposeServiceExclusionDocument } from './exclusions.gql.ts';

type Values = {
  kind: ExclusionKind;
  scope: 'contract' | 'agency';
  contractId?: string;
  agencyId?: string;
  systemId?: string;
  from: Dayjs;
  to: Dayjs;
  reason: string;
  evidence?: string;
};

const kinds: readonly ExclusionKind[] = ['MAINTENANCE', 'FORCE_MAJEURE'];

export function ProposeExclusion({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation(['decisions', 'app']);
  const { message } = App.useApp();
  const options = useWordOptions();
  const zone = zoneName(SERVICE_ZONE, useLanguage());
  const [form] = Form.useForm<Values>();
  const scope = Form.useWatch('scope', form);
  const agencyId = Form.useWatch('agencyId', form);
  const { submit, busy, problems } = useSendForm(form, ProposeServiceExclusionDocument, (data) => data.proposeServiceExclusion);

  async function send(values: Values) {
    const input: ProposeServiceExclusionInput = {
      kind: values.kind,
      from: instantOf(values.from),
      to: instantOf(values.to),
      reason: values.reason,
      evidence: values.evidence,
      systemIds: values.systemId ? [values.systemId] : [],
      contractId: values.scope === 'contract' ? values.contractId : undefined,
      agencyId: values.scope === 'agency' ? values.agencyId : undefined,
    };
    if (!(await submit({ input }))) return;
    void message.success(t('exclusions.proposed'));
    onClose();
    onDone();
  }

  const required = [{ required: true, message: t('app:required') }];
  return (
    <Modal
      open
      width={600}
      title={t('exclusions.propose')}
      okText={t('exclusions.send')}
      cancelText={t('app:cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark="optional"
        disabled={busy}
        initialValues={{ kind: 'MAINTENANCE', scope: 'contract' }}
        onFinish={(values) => void send(values)}
      >
        <Form.Item name="kind" label={t('exclusion.kind')} rules={required}>
          <Radio.Group options={options('ExclusionKind', kinds)} />
        </Form.Item>
        <Form.Item name="scope" label={t('exclusion.scope')} rules={required}>
          <Radio.Group
            options={[
              { value: 'contract', label: t('exclusion.forContract') },
              { value: 'agency', label: t('exclusion.forAgency') },
            ]}
          />
        </Form.Item>
        {scope === 'agency' ? (
          <Form.Item name="agencyId" label={t('field.agency')} rules={required}>
            <AgencySelect />
          </Form.Item>
        ) : (
          <Form.Item name="contractId" label={t('field.contract')} rules={required}>
            <ContractSelect />
          </Form.Item>
        )}
        <Form.Item name="systemId" label={t('exclusion.systems')} extra={t('exclusion.systemsHelp')}>
          <SystemSelect agencyId={scope === 'agency' ? agencyId : undefined} allowClear />
        </Form.Item>
        <Form.Item name="from" label={`${t('exclusion.from')} · ${zone}`} rules={required}>
          <DatePicker showTime={{ format: 'HH:mm' }} className="fill" />
        </Form.Item>
        <Form.Item name="to" label={`${t('exclusion.to')} · ${zone}`} rules={required}>
          <DatePicker showTime={{ format: 'HH:mm' }} className="fill" />
        </Form.Item>
        <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true, message: t('app:required') }]}>
          <Input.TextArea rows={3} maxLength={2_000} showCount />
        </Form.Item>
        <Form.Item name="evidence" label={t('field.evidence')}>
          <Input.TextArea rows={2} maxLength={2_000} />
        </Form.Item>
        <Problems of={problems} />
      </Form>
    </Modal>
  );
}
