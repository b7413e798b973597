import { Button, Form, Modal, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problems, useSendForm } from '../form/send-form.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Duration, Instant } from '../time/instant.tsx';
import { WordTag } from '../words/word.tsx';
import { ReverseWorkDocument } from './acts/acts.gql.ts';
import { Reason } from './acts/reason.tsx';
import { Facts } from './facts.tsx';
import { usePart } from './ticket-part.ts';
import type { TabProps } from './ticket-tabs.tsx';
import { TicketWorkDocument, type TicketWorkQuery } from './work.gql.ts';

type Entry = NonNullable<TicketWorkQuery['ticket']>['workLog'][number];

/** What the vendor's people have written down of their work, and its sums. */
export default function WorkTab({ ticket, heard }: TabProps) {
  const { t } = useTranslation('tickets');
  const [query, reload] = usePart(TicketWorkDocument, ticket.id, heard);
  const [reversing, setReversing] = useState<Entry>();
  const found = query.data?.ticket;
  return (
    <QueryState query={query} retry={reload} empty={found?.workLog.length === 0} emptyText={t('work.none')}>
      {found && (
        <>
          <Facts
            of={[
              { label: t('work.total'), value: <Duration seconds={found.workTotals.minutes * 60} /> },
              { label: t('work.billable'), value: <Duration seconds={found.workTotals.billableMinutes * 60} /> },
            ]}
          />
          <Table<Entry>
            className="ticket-table"
            aria-label={t('tabs.work')}
            size="small"
            rowKey={(entry) => entry.id}
            dataSource={[...found.workLog]}
            pagination={false}
            scroll={{ x: 620 }}
            columns={[
              { title: t('work.engineer'), render: (_, entry) => entry.engineer.name, width: 90 },
              { title: t('work.startedAt'), render: (_, entry) => <Instant at={entry.startedAt} />, width: 140 },
              { title: t('work.time'), render: (_, entry) => <Duration seconds={entry.minutes * 60} />, width: 110 },
              {
                title: t('work.summary'),
                render: (_, entry) => (
                  <>
                    {entry.reversesId && <Tag>{t('work.counter')}</Tag>}
                    {entry.reversed && <Tag>{t('work.reversed')}</Tag>}
                    {entry.visibility !== 'PUBLIC' && <WordTag of="Visibility" is={entry.visibility} />}
                    {entry.billable && <Tag color="blue">{t('work.isBillable')}</Tag>}
                    {entry.summary}
                  </>
                ),
              },
              {
                title: t('steps'),
                width: 80,
                render: (_, entry) =>
                  entry.canReverse && (
                    <Button type="link" size="small" danger onClick={() => setReversing(entry)}>
                      {t('work.reverse')}
                    </Button>
                  ),
              },
            ]}
          />
          {reversing && <Reverse entry={reversing} onClose={() => setReversing(undefined)} />}
        </>
      )}
    </QueryState>
  );
}

function Reverse({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { t } = useTranslation('tickets');
  const [form] = Form.useForm<{ reason: string }>();
  const { submit, busy, problems } = useSendForm(form, ReverseWorkDocument, (data) => data.reverseWork);
  return (
    <Modal
      open
      title={t('work.reverse')}
      okText={t('work.reverse')}
      okButtonProps={{ danger: true, loading: busy }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={async ({ reason }) => {
          if (await submit({ input: { entryId: entry.id, reason } })) onClose();
        }}
      >
        <p>{entry.summary}</p>
        <Reason label={t('act.reason')} />
        <Problems of={problems} />
      </Form>
    </Modal>
  );
}
