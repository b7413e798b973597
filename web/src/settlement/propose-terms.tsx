import { App, DatePicker, Drawer, Button, Form, Grid, Input, InputNumber, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { Problems, useSendForm } from '../form/send-form.tsx';
import type { PeriodKind } from '../gql/schema.ts';
import { recordOf } from '../json/json.ts';
import { civilOf } from '../time/wall.ts';
import { periodKinds } from '../words/values.ts';
import { useWordOptions } from '../words/word.tsx';
import { BandFields } from './band-fields.tsx';
import { type CreditBand, readRules } from './credit-rules.ts';
import type { TermsVersion } from './credit-terms-page.tsx';
import { RulesInWords } from './rules-in-words.tsx';
import { CreditPresetsDocument, ProposeCreditTermsDocument } from './terms.gql.ts';

type EditedRules = {
  period?: PeriodKind;
  bands?: CreditBand[];
  onRepetition?: number;
  periodCap?: string;
  contractCap?: string;
  terminateBelow?: string;
};
type Values = { start: string; effectiveOn: Dayjs; reason: string; rules: EditedRules };
type Props = { contractId: string; versions: readonly TermsVersion[]; onClose: () => void; onDone: () => void };


/** What was started from, with what was changed; what is emptied goes out of it. */
function written(base: unknown, edited: EditedRules): Record<string, unknown> {
  const all: Record<string, unknown> = { ...recordOf(base), ...edited };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '' && value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)));
}

/** A version of the terms, begun from a preset or from an earlier version. */
export function ProposeTerms({ contractId, versions, onClose, onDone }: Props) {
  const { t } = useTranslation(['settlement', 'app']);
  const { message } = App.useApp();
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const options = useWordOptions();
  const [query] = useQuery({ query: CreditPresetsDocument });
  const presets = query.data?.creditPresets ?? [];
  const [form] = Form.useForm<Values>();
  const start = Form.useWatch('start', form);
  const edited = Form.useWatch('rules', form);
  const { submit, busy, problems } = useSendForm(form, ProposeCreditTermsDocument, (data) => data.proposeCreditTerms);
  const starts = [
    ...versions.map((version) => ({ value: version.id, label: t('terms.version', { number: version.number }), rules: version.rules })),
    ...presets.map((preset) => ({ value: preset.code, label: preset.name, rules: preset.rules })),
  ];
  const base = starts.find((one) => one.value === start)?.rules;

  function begin(value: string) {
    const rules = readRules(starts.find((one) => one.value === value)?.rules);
    form.setFieldValue('rules', {
      period: rules.period,
      bands: rules.bands,
      onRepetition: rules.onRepetition,
      periodCap: rules.periodCap,
      contractCap: rules.contractCap,
      terminateBelow: rules.terminateBelow,
    });
  }

  async function send(values: Values) {
    const input = { contractId, effectiveOn: civilOf(values.effectiveOn), reason: values.reason, rules: written(base, values.rules) };
    if (!(await submit({ input }))) return;
    void message.success(t('terms.proposed'));
    onClose();
    onDone();
  }

  const required = [{ required: true, message: t('app:required') }];
  return (
    <Drawer
      open
      size={narrow ? '100%' : 640}
      title={t('terms.propose')}
      onClose={onClose}
      extra={
        <Button type="primary" loading={busy} onClick={() => form.submit()}>
          {t('terms.proposeAct')}
        </Button>
      }
    >
      <Form form={form} layout="vertical" requiredMark="optional" disabled={busy} onFinish={(values) => void send(values)}>
        <Form.Item name="start" label={t('terms.start')} extra={t('terms.startHelp')} rules={required}>
          <Select options={starts.map(({ value, label }) => ({ value, label }))} loading={query.fetching} onChange={begin} />
        </Form.Item>
        <Form.Item name="effectiveOn" label={t('terms.effective')} rules={required}>
          <DatePicker className="fill" />
        </Form.Item>
        <Form.Item name="reason" label={t('terms.reason')} rules={[{ required: true, whitespace: true, message: t('app:required') }]}>
          <Input.TextArea rows={2} maxLength={2_000} showCount />
        </Form.Item>
        {start && (
          <>
            <Form.Item name={['rules', 'period']} label={t('rule.period')} rules={required}>
              <Select options={options('PeriodKind', periodKinds)} />
            </Form.Item>
            <BandFields />
            <Form.Item name={['rules', 'periodCap']} label={t('rule.periodCapLabel')}>
              <Input inputMode="decimal" maxLength={20} />
            </Form.Item>
            <Form.Item name={['rules', 'contractCap']} label={t('rule.contractCapLabel')}>
              <Input inputMode="decimal" maxLength={20} />
            </Form.Item>
            <Form.Item name={['rules', 'onRepetition']} label={t('rule.onRepetitionLabel')}>
              <InputNumber min={1} max={10} precision={0} />
            </Form.Item>
            <Form.Item name={['rules', 'terminateBelow']} label={t('rule.terminateLabel')}>
              <Input inputMode="decimal" maxLength={20} />
            </Form.Item>
            <p className="soft">{t('rule.more')}</p>
            <RulesInWords rules={readRules(written(base, edited))} />
          </>
        )}
        <Problems of={problems} />
      </Form>
    </Drawer>
  );
}
