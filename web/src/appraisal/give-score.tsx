import { App, DatePicker, Form, Input, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { Problems, useSendForm } from '../form/send-form.tsx';
import type { PeriodKind } from '../gql/schema.ts';
import { ContractSelect } from '../party/contract-select.tsx';
import { readSpec, useSpecName } from '../schemes/scheme-spec.ts';
import { civilOf } from '../time/wall.ts';
import { useWordOptions } from '../words/word.tsx';
import { periodKinds } from '../words/values.ts';
import { GiveManualScoreDocument, ScorableContractDocument, SchemeSpecDocument } from './manual-scores.gql.ts';

type Values = { contractId: string; criterion: string; period: PeriodKind; startsOn: Dayjs; score: string; evidence: string };
type Props = { contractId: string | undefined; onClose: () => void; onDone: () => void };

/** The contract's terms, with what its scheme lets people do. */
export function useContractScheme(contractId: string | undefined) {
  const [contract] = useQuery({ query: ScorableContractDocument, variables: { id: contractId ?? '' }, pause: !contractId });
  const node = contract.data?.node;
  const found = contractId && node?.__typename === 'ServiceContract' ? node : null;
  const schemeId = found?.termsInForce?.schemeId;
  const [scheme] = useQuery({ query: SchemeSpecDocument, variables: { id: schemeId ?? '' }, pause: !schemeId });
  const named = scheme.data?.node;
  return { contract: found, spec: schemeId && named?.__typename === 'ScoringScheme' ? readSpec(named.spec) : null };
}

export function GiveScore({ contractId, onClose, onDone }: Props) {
  const { t } = useTranslation(['appraisal', 'app']);
  const { message } = App.useApp();
  const options = useWordOptions();
  const specName = useSpecName();
  const [form] = Form.useForm<Values>();
  const chosen = Form.useWatch('contractId', form) || contractId;
  const { contract, spec } = useContractScheme(chosen);
  const criteria = spec?.criteria.filter((one) => one.formula === 'MANUAL') ?? [];
  const { submit, busy, problems } = useSendForm(form, GiveManualScoreDocument, (data) => data.giveManualScore);

  async function send(values: Values) {
    if (!(await submit({ input: { ...values, startsOn: civilOf(values.startsOn) } }))) return;
    void message.success(t('manual.given'));
    onClose();
    onDone();
  }

  const required = [{ required: true, message: t('app:required') }];
  return (
    <Modal
      open
      title={t('manual.give')}
      okText={t('manual.giveAct')}
      cancelText={t('app:cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: contract !== null && !contract.otherActions.includes('GIVE_MANUAL_SCORE') }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark="optional" disabled={busy} initialValues={{ contractId }} onFinish={(values) => void send(values)}>
        <Form.Item
          name="contractId"
          label={t('field.contract')}
          rules={required}
          extra={contract && !contract.otherActions.includes('GIVE_MANUAL_SCORE') ? t('manual.notOffered') : undefined}
        >
          <ContractSelect />
        </Form.Item>
        <Form.Item
          name="criterion"
          label={t('manual.criterion')}
          rules={required}
          extra={spec && criteria.length === 0 ? t('manual.noCriteria') : undefined}
        >
          <Select disabled={criteria.length === 0} options={criteria.map((one) => ({ value: one.code, label: specName(one.name) }))} />
        </Form.Item>
        <Form.Item name="period" label={t('field.periodKind')} rules={required}>
          <Select options={options('PeriodKind', periodKinds)} />
        </Form.Item>
        <Form.Item name="startsOn" label={t('manual.startsOn')} rules={required}>
          <DatePicker className="fill" />
        </Form.Item>
        <Form.Item name="score" label={t('manual.score')} extra={t('manual.scoreHelp')} rules={required}>
          <Input maxLength={20} inputMode="decimal" />
        </Form.Item>
        <Form.Item name="evidence" label={t('manual.evidence')} extra={t('ledger.evidenceHelp')} rules={required}>
          <Input.TextArea rows={3} maxLength={2_000} showCount />
        </Form.Item>
        <Problems of={problems} />
      </Form>
    </Modal>
  );
}
