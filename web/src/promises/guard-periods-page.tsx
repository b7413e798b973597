import { Button, DatePicker, Flex, Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../form/form-dialog.tsx';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { Page } from '../page/page.tsx';
import { Name } from '../party/name.tsx';
import { AgencySelect } from '../party/pick.tsx';
import { useMay } from '../session/viewer.tsx';
import { StepDialog } from '../step/step-dialog.tsx';
import { Instant } from '../time/instant.tsx';
import { useMinute } from '../time/tick.ts';
import { instantOf } from '../time/wall.ts';
import { ToneTag } from '../words/tone-tag.tsx';
import { DeclareGuardPeriodDocument, GuardPeriodsDocument, type GuardPeriodsQuery, WithdrawGuardPeriodDocument } from './guard-periods.gql.ts';
import './promises.css';

type Guard = GuardPeriodsQuery['guardPeriods']['nodes'][number];

const nothing = {};

/** When the stricter promises hold, and for whom. */
export default function GuardPeriodsPage() {
  const { t } = useTranslation('promises');
  const may = useMay();
  const list = useConnection({ document: GuardPeriodsDocument, variables: nothing, pick: (data) => data.guardPeriods });
  const [declaring, setDeclaring] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Guard | null>(null);
  const act = (row: Guard) =>
    row.availableActions.includes('WITHDRAW_GUARD_PERIOD') && (
      <Button size="small" danger onClick={() => setWithdrawing(row)}>
        {t('guard.withdraw')}
      </Button>
    );
  return (
    <Page
      title={t('guard.title')}
      lead={t('guard.lead')}
      actions={
        may('policy.manage') && (
          <Button type="primary" onClick={() => setDeclaring(true)}>
            {t('guard.declare')}
          </Button>
        )
      }
    >
      <ConnectionTable<Guard>
        name={t('guard.title')}
        list={list}
        rowKey={(row) => row.id}
        emptyText={t('guard.none')}
        card={(row) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap="small">
              <strong>{row.name}</strong>
              <Standing guard={row} />
            </Flex>
            <span className="soft">
              <Name of={row.owner} /> · <Instant at={row.from} /> – <Instant at={row.until} />
            </span>
            <span>{row.reason}</span>
            {act(row)}
          </Flex>
        )}
        columns={[
          { title: t('guard.name'), width: 230, ellipsis: true, render: (_, row) => <span title={row.name}>{row.name}</span> },
          { title: t('guard.state'), width: 90, render: (_, row) => <Standing guard={row} /> },
          { title: t('guard.owner'), width: 180, ellipsis: true, render: (_, row) => <Name of={row.owner} /> },
          { title: t('guard.from'), width: 165, render: (_, row) => <Instant at={row.from} /> },
          { title: t('guard.until'), width: 165, render: (_, row) => <Instant at={row.until} /> },
          { title: t('reason'), width: 235, ellipsis: true, render: (_, row) => <span title={row.reason}>{row.withdrawalReason ?? row.reason}</span> },
          { title: t('guard.act'), width: 100, render: (_, row) => act(row) },
        ]}
      />
      {declaring && <Declare onClose={() => setDeclaring(false)} onDone={list.reload} />}
      {withdrawing && (
        <StepDialog
          title={`${t('guard.withdraw')} · ${withdrawing.name}`}
          lead={t('guard.withdrawLead')}
          act={t('guard.withdraw')}
          done={t('guard.withdrawn')}
          danger
          fields={[{ name: 'reason', label: t('reason'), required: true }]}
          document={WithdrawGuardPeriodDocument}
          pick={(data) => data.withdrawGuardPeriod}
          variables={(values) => ({ input: { guardPeriodId: withdrawing.id, reason: values.reason ?? '' } })}
          onClose={() => setWithdrawing(null)}
          onDone={list.reload}
        />
      )}
    </Page>
  );
}

function Standing({ guard }: { guard: Guard }) {
  const { t } = useTranslation('promises');
  const now = useMinute() * 60_000;
  if (guard.withdrawnAt) return <ToneTag>{t('guard.isWithdrawn')}</ToneTag>;
  if (Date.parse(guard.from) > now) return <ToneTag tone="going">{t('guard.planned')}</ToneTag>;
  return Date.parse(guard.until) > now ? <ToneTag tone="bad">{t('guard.running')}</ToneTag> : <ToneTag>{t('guard.over')}</ToneTag>;
}

type Values = { ownerId: string; name: string; from: Dayjs; until: Dayjs; reason: string };

function Declare({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation(['promises', 'app']);
  const required = [{ required: true, message: t('app:required') }];
  return (
    <FormDialog
      title={t('guard.declare')}
      lead={t('guard.declareLead')}
      act={t('guard.declare')}
      done={t('guard.declared')}
      document={DeclareGuardPeriodDocument}
      pick={(data) => data.declareGuardPeriod}
      variables={(values: Values) => ({ input: { ...values, from: instantOf(values.from), until: instantOf(values.until) } })}
      onClose={onClose}
      onDone={onDone}
    >
      <Form.Item name="name" label={t('guard.name')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="ownerId" label={t('guard.owner')} rules={required}>
        <AgencySelect />
      </Form.Item>
      <div className="field-row">
        <Form.Item name="from" label={t('guard.from')} rules={required}>
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
        <Form.Item name="until" label={t('guard.until')} rules={required}>
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
      </div>
      <Form.Item name="reason" label={t('reason')} rules={required}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </FormDialog>
  );
}
