import { App, Button, Form, Steps } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLeave } from '../form/leave.ts';
import { Problems, useSendForm } from '../form/send-form.tsx';
import { Section } from '../page/section.tsx';
import { civilOf } from '../time/wall.ts';
import type { ContractFragment } from './contract.gql.ts';
import { PartiesFields, PromiseFields, ScopeFields } from './draft-fields.tsx';
import { CreateContractDocument, UpdateContractDocument } from './draft.gql.ts';

export type DraftValues = {
  number: string;
  name: string;
  agencyId: string;
  vendorId: string;
  startsOn: Dayjs;
  endsOn: Dayjs;
  amount: string;
  policyId: string | undefined;
  schemeId: string | undefined;
  systemIds: string[];
};

const steps = ['parties', 'promise', 'scope'] as const;
const fieldsOf: Record<(typeof steps)[number], (keyof DraftValues)[]> = {
  parties: ['number', 'name', 'agencyId', 'vendorId', 'startsOn', 'endsOn', 'amount'],
  promise: ['policyId', 'schemeId'],
  scope: ['systemIds'],
};

type Props = { initial: Partial<DraftValues>; edited?: ContractFragment | undefined };

/** Every step stays mounted, so that a refusal finds its field; the step that holds it is opened. */
export function DraftForm({ initial, edited }: Props) {
  const { t } = useTranslation(['contracts', 'app']);
  const { message } = App.useApp();
  const [form] = Form.useForm<DraftValues>();
  const [at, setAt] = useState(0);
  const { touched, leave } = useLeave();
  const create = useSendForm(form, CreateContractDocument, (data) => data.createContract);
  const update = useSendForm(form, UpdateContractDocument, (data) => data.updateContract);
  const busy = create.busy || update.busy;
  // Nothing is there before the form's first rendering, which the watch's type leaves out.
  const agencyId = Form.useWatch<string | undefined>('agencyId', form);

  function openFirstWrong() {
    const wrong = steps.findIndex((step) => form.getFieldsError(fieldsOf[step]).some(({ errors }) => errors.length > 0));
    if (wrong >= 0) setAt(wrong);
  }

  async function send(values: DraftValues) {
    const common = {
      name: values.name,
      vendorId: values.vendorId,
      startsOn: civilOf(values.startsOn),
      endsOn: civilOf(values.endsOn),
      amount: values.amount,
      policyId: values.policyId ?? '',
      schemeId: values.schemeId,
      systemIds: values.systemIds,
      zone: edited?.zone ?? 'Asia/Shanghai',
    };
    const done = edited
      ? await update.submit({ input: { ...common, contractId: edited.id, version: edited.version } })
      : await create.submit({ input: { ...common, agencyId: values.agencyId, number: values.number } });
    if (!done) {
      openFirstWrong();
      return;
    }
    void message.success(t('draft.done'));
    if (done.contract) leave(`/contracts/${done.contract.id}`);
  }

  async function forward() {
    const step = steps[at];
    if (!step) return;
    try {
      await form.validateFields(fieldsOf[step]);
      setAt(at + 1);
    } catch {
      // The fields say what is missing.
    }
  }

  const hidden = (step: number) => (step === at ? undefined : { display: 'none' });
  return (
    <Section title={edited ? t('draft.edit') : t('contracts.draft')}>
      <Steps current={at} onChange={setAt} size="small" className="draft-steps" items={steps.map((step) => ({ title: t(`draft.step.${step}`) }))} />
      <Form<DraftValues>
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={initial}
        disabled={busy}
        onValuesChange={touched}
        onFinish={(values) => void send(values)}
        onFinishFailed={openFirstWrong}
      >
        <div style={hidden(0)}>
          <PartiesFields isEdit={edited !== undefined} />
        </div>
        <div style={hidden(1)}>
          <PromiseFields />
        </div>
        <div style={hidden(2)}>
          <ScopeFields agencyId={agencyId ?? initial.agencyId} />
        </div>
        <Problems of={[...create.problems, ...update.problems]} />
        <div className="form-actions">
          {at > 0 && <Button onClick={() => setAt(at - 1)}>{t('draft.back')}</Button>}
          {at < steps.length - 1 ? (
            <Button type="primary" onClick={() => void forward()}>
              {t('draft.next')}
            </Button>
          ) : (
            <Button type="primary" htmlType="submit" loading={busy}>
              {t('draft.save')}
            </Button>
          )}
        </div>
      </Form>
    </Section>
  );
}
