import { App, Button, Flex, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { useLanguage } from '../app/use-language.ts';
import { Problems, useSendForm } from '../form/send-form.tsx';
import { text, useFilters } from '../list/filters.ts';
import { formatMoney } from '../money/money.tsx';
import { Page } from '../page/page.tsx';
import { Section } from '../page/section.tsx';
import { ContractSelect } from '../party/contract-select.tsx';
import { usePeriodName } from '../period/period.tsx';
import { useWord } from '../words/word.tsx';
import { FrozenPeriodsDocument, MilestonesDocument, PrepareStatementDocument } from './statements.gql.ts';
import '../step/step.css';

const fields = { contract: text(), assessment: text() };
type Values = { assessmentId: string; milestoneId?: string; note?: string };

/** Prepares what a closed period pays; somebody else approves it. */
export default function PreparePage() {
  const { t } = useTranslation(['settlement', 'app']);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const language = useLanguage();
  const word = useWord();
  const periodName = usePeriodName();
  const { values, set } = useFilters(fields);
  const [form] = Form.useForm<Values>();
  const { submit, busy, problems } = useSendForm(form, PrepareStatementDocument, (data) => data.prepareStatement);
  const contractId = values.contract ?? '';
  const [periods] = useQuery({ query: FrozenPeriodsDocument, variables: { contractId }, pause: !values.contract });
  const [plan] = useQuery({ query: MilestonesDocument, variables: { id: contractId }, pause: !values.contract });
  const contract = plan.data?.node;
  const milestones = contract?.__typename === 'ServiceContract' ? contract.paymentPlan.milestones : [];

  async function send(input: Values) {
    const payload = await submit({ input });
    if (!payload?.statement) return;
    void message.success(t('prepare.done'));
    void navigate(`/statements/${encodeURIComponent(payload.statement.id)}`);
  }

  return (
    <Page title={t('prepare.title')} lead={t('prepare.lead')} crumbs={[{ label: t('statements.title'), to: '/statements' }]}>
      <Section title={t('prepare.what')}>
        <Form
          key={values.contract}
          form={form}
          layout="vertical"
          requiredMark="optional"
          className="narrow-form"
          disabled={busy}
          initialValues={{ assessmentId: values.assessment }}
          onFinish={(input) => void send(input)}
        >
          <Form.Item label={t('field.contract')} htmlFor="contract">
            <ContractSelect id="contract" value={values.contract} onChange={(contract) => set({ contract, assessment: undefined })} />
          </Form.Item>
          <Form.Item name="assessmentId" label={t('basis.assessment')} rules={[{ required: true, message: t('app:required') }]}>
            <Select
              disabled={!values.contract}
              loading={periods.fetching}
              notFoundContent={t('prepare.noPeriods')}
              options={(periods.data?.assessments.nodes ?? []).map((one) => ({
                value: one.id,
                label: `${periodName(one.period, one.startsOn)} · ${t('basis.revision', { number: one.revision })} · ${one.score ?? t('notRated')} ${one.grade ?? ''}`,
              }))}
            />
          </Form.Item>
          <Form.Item name="milestoneId" label={t('prepare.milestone')} extra={t('prepare.milestoneHelp')}>
            <Select
              allowClear
              disabled={!values.contract}
              loading={plan.fetching}
              notFoundContent={t('prepare.noMilestones')}
              options={milestones.map((one) => ({
                value: one.id,
                label: `${one.name} · ${formatMoney(one.share, language)} · ${word('PaymentState', one.state)}`,
              }))}
            />
          </Form.Item>
          <Form.Item name="note" label={t('field.note')}>
            <Input.TextArea rows={2} maxLength={2_000} />
          </Form.Item>
          <Problems of={problems} />
          <Flex gap="small">
            <Button type="primary" htmlType="submit" loading={busy}>
              {t('prepare.act')}
            </Button>
            <Button onClick={() => void navigate(-1)}>{t('app:cancel')}</Button>
          </Flex>
        </Form>
      </Section>
    </Page>
  );
}
