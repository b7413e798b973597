import { Button, DatePicker, Drawer, Flex, Form, InputNumber, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Problems, useSendForm } from '../form/send-form.tsx';
import type { PeriodKind, RankingKind } from '../gql/schema.ts';
import { AgencySelect } from '../party/pick.tsx';
import { useOwnAgency } from '../session/own-agency.ts';
import { useWordOptions } from '../words/word.tsx';
import { rankingKinds, rankingPeriods } from './choices.ts';
import { DraftRankingDocument } from './ranking.gql.ts';

type Fields = { agencyId: string; kind: RankingKind; period: PeriodKind; day: Dayjs; minSample: number; objectionDays: number };

/** A ranking is worked out from what is frozen and recorded by now. */
export function DraftDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('ranking');
  return (
    <Drawer open={open} onClose={onClose} title={t('draft.title')} size={440} destroyOnHidden>
      <DraftForm onClose={onClose} />
    </Drawer>
  );
}

function DraftForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['ranking', 'app']);
  const options = useWordOptions();
  const navigate = useNavigate();
  const agencyId = useOwnAgency();
  const [form] = Form.useForm<Fields>();
  const period: unknown = Form.useWatch('period', form);
  const { submit, busy, problems } = useSendForm(form, DraftRankingDocument, (data) => data.draftRanking);
  const initial: Partial<Fields> = {
    agencyId,
    kind: 'VENDORS',
    period: 'YEAR',
    day: dayjs().subtract(1, 'year'),
    minSample: 10,
    objectionDays: 7,
  };

  async function send({ day, ...fields }: Fields) {
    const payload = await submit({ input: { ...fields, day: day.format('YYYY-MM-DD') } });
    if (payload?.ranking) void navigate(`/ranking/${payload.ranking.id}`);
  }

  return (
    <Form form={form} layout="vertical" initialValues={initial} onFinish={(fields) => void send(fields)}>
      <Form.Item name="agencyId" label={t('ranking:draft.agency')} extra={t('ranking:draft.agencyWhy')} rules={[{ required: true, message: t('app:required') }]}>
        <AgencySelect />
      </Form.Item>
      <Form.Item name="kind" label={t('ranking:kind')}>
        <Radio.Group optionType="button" options={options('RankingKind', rankingKinds)} />
      </Form.Item>
      <Form.Item name="period" label={t('ranking:periodKind')}>
        <Radio.Group optionType="button" options={options('PeriodKind', rankingPeriods)} />
      </Form.Item>
      <Form.Item name="day" label={t('ranking:draft.day')} extra={t('ranking:draft.dayWhy')} rules={[{ required: true, message: t('app:required') }]}>
        <DatePicker picker={period === 'YEAR' ? 'year' : period === 'QUARTER' ? 'quarter' : 'month'} allowClear={false} />
      </Form.Item>
      <Form.Item name="minSample" label={t('ranking:minSample')} extra={t('ranking:draft.minSampleWhy')}>
        <InputNumber min={1} max={100_000} />
      </Form.Item>
      <Form.Item name="objectionDays" label={t('ranking:objectionDays')}>
        <InputNumber min={1} max={90} />
      </Form.Item>
      <Problems of={problems} />
      <Flex gap="small" justify="end">
        <Button onClick={onClose}>{t('app:cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('ranking:draft.do')}
        </Button>
      </Flex>
    </Form>
  );
}
