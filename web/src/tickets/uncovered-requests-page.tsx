import { Button, Form, Modal, Select, type TableProps } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { Language } from '../app/language.ts';
import { useLanguage } from '../app/use-language.ts';
import { useAct } from '../form/send.ts';
import { Problems, useSendForm } from '../form/send-form.tsx';
import type { UncoveredState } from '../gql/schema.ts';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { FilterBar } from '../list/filter-bar.tsx';
import { manyOf, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { Name } from '../party/name.tsx';
import { Duration, Instant } from '../time/instant.tsx';
import { useWordOptions, WordTag } from '../words/word.tsx';
import { Reason } from './acts/reason.tsx';
import { DismissUncoveredRequestDocument, RouteUncoveredRequestDocument, type UncoveredRowFragment, UncoveredRequestsDocument } from './uncovered.gql.ts';
import './ticket.css';
import './list.css';

const states: readonly UncoveredState[] = ['WAITING', 'ROUTED', 'DISMISSED'];
const fields = { states: manyOf(states) };

/** By the length of the language's words. */
const widths = {
  zh: { title: 240, state: 90, system: 186, raisedBy: 80, filedAt: 142, waited: 104 },
  en: { title: 182, state: 140, system: 134, raisedBy: 96, filedAt: 166, waited: 124 },
} satisfies Record<Language, Record<string, number>>;

/** Whether the row says what comes next, or what came of it. */
function hasSteps(row: UncoveredRowFragment): boolean {
  return row.ticketId !== null || row.state === 'DISMISSED' || row.coverable || row.availableActions.length > 0;
}

/** Requests for systems that no contract covers: nobody has promised anything, so they wait here. */
export default function UncoveredPage() {
  const { t } = useTranslation('tickets');
  const options = useWordOptions();
  const { values, set, reset } = useFilters(fields);
  const variables = useMemo(() => ({ states: values.states.length > 0 ? values.states : undefined }), [values.states]);
  const list = useConnection({ document: UncoveredRequestsDocument, variables, pick: (data) => data.uncoveredRequests });
  const [dismissing, setDismissing] = useState<UncoveredRowFragment>();
  const columns = useColumns(list.rows.some(hasSteps), setDismissing);
  return (
    <Page title={t('uncovered.list')} lead={t('uncovered.lead')} crumbs={[{ label: t('tickets.title'), to: '/tickets' }]}>
      <FilterBar onReset={reset}>
        <Select
          mode="multiple"
          className="filter-many"
          aria-label={t('filter.states')}
          placeholder={t('filter.states')}
          value={values.states}
          options={options('UncoveredState', states)}
          onChange={(next: UncoveredState[]) => set({ states: next })}
        />
      </FilterBar>
      <ConnectionTable<UncoveredRowFragment>
        name={t('uncovered.list')}
        list={list}
        rowKey={(row) => row.id}
        emptyText={t('uncovered.none')}
        card={(row) => (
          <>
            <div className="thing-head">
              <strong>{row.title}</strong>
              <WordTag of="UncoveredState" is={row.state} />
            </div>
            <p className="thing-note">
              {row.number} · <Name of={row.system} /> · <Instant at={row.filedAt} />
            </p>
            <Steps row={row} onDismiss={() => setDismissing(row)} />
          </>
        )}
        columns={columns}
      />
      {dismissing && <Dismiss row={dismissing} onClose={() => setDismissing(undefined)} />}
    </Page>
  );
}

function useColumns(withSteps: boolean, onDismiss: (row: UncoveredRowFragment) => void) {
  const { t } = useTranslation('tickets');
  const width = widths[useLanguage()];
  return useMemo((): NonNullable<TableProps<UncoveredRowFragment>['columns']> => {
    const columns: NonNullable<TableProps<UncoveredRowFragment>['columns']> = [
      { title: t('number'), width: 190, render: (_, row) => <span className="figure">{row.number}</span> },
      { title: t('titleColumn'), width: width.title, ellipsis: true, render: (_, row) => <span title={row.description}>{row.title}</span> },
      { title: t('state'), width: width.state, render: (_, row) => <WordTag of="UncoveredState" is={row.state} /> },
      { title: t('system'), width: width.system, ellipsis: true, render: (_, row) => <Name of={row.system} /> },
      { title: t('raisedBy'), width: width.raisedBy, render: (_, row) => row.filedBy?.name },
      { title: t('uncovered.filedAt'), width: width.filedAt, render: (_, row) => <Instant at={row.filedAt} /> },
      { title: t('uncovered.waited'), width: width.waited, render: (_, row) => <Duration seconds={row.waitedSeconds} /> },
    ];
    if (withSteps) columns.push({ title: t('steps'), width: 146, render: (_, row) => <Steps row={row} onDismiss={() => onDismiss(row)} /> });
    return columns;
  }, [t, width, withSteps, onDismiss]);
}

function Steps({ row, onDismiss }: { row: UncoveredRowFragment; onDismiss: () => void }) {
  const { t } = useTranslation('tickets');
  const navigate = useNavigate();
  const route = useAct(RouteUncoveredRequestDocument, (data) => data.routeUncoveredRequest);
  if (row.ticketId) return <Link to={`/tickets/${row.ticketId}`}>{t('uncovered.ticket')}</Link>;
  if (row.state === 'DISMISSED') return <span className="thing-note">{row.reason}</span>;
  return (
    <>
      {row.availableActions.includes('ROUTE') && (
        <Button
          size="small"
          type="link"
          loading={route.busy}
          disabled={!row.coverable}
          onClick={async () => {
            const done = await route.act({ input: { requestId: row.id } });
            if (done?.request?.ticketId) void navigate(`/tickets/${done.request.ticketId}`);
          }}
        >
          {t('uncovered.route')}
        </Button>
      )}
      {row.availableActions.includes('DISMISS') && (
        <Button size="small" type="link" danger onClick={onDismiss}>
          {t('uncovered.dismiss')}
        </Button>
      )}
      {row.coverable && !row.availableActions.includes('ROUTE') && <span className="thing-note">{t('uncovered.coverable')}</span>}
    </>
  );
}

function Dismiss({ row, onClose }: { row: UncoveredRowFragment; onClose: () => void }) {
  const { t } = useTranslation('tickets');
  const [form] = Form.useForm<{ reason: string }>();
  const { submit, busy, problems } = useSendForm(form, DismissUncoveredRequestDocument, (data) => data.dismissUncoveredRequest);
  return (
    <Modal
      open
      title={`${t('uncovered.dismiss')} · ${row.number}`}
      okText={t('uncovered.dismiss')}
      okButtonProps={{ danger: true, loading: busy }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={async ({ reason }) => {
          if (await submit({ input: { requestId: row.id, reason } })) onClose();
        }}
      >
        <Reason label={t('act.reason')} />
        <Problems of={problems} />
      </Form>
    </Modal>
  );
}
