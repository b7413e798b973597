import { App, DatePicker, Form, Input, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { useLanguage } from '../app/use-language.ts';
import { formatExact } from '../exact/exact.tsx';
import { Problems, useSendForm } from '../form/send-form.tsx';
import { ContractSelect } from '../party/contract-select.tsx';
import { useSpecName } from '../schemes/scheme-spec.ts';
import { civilOf } from '../time/wall.ts';
import { useContractScheme } from './give-score.tsx';
import { BookLedgerEntryDocument, TicketToBookDocument } from './ledger.gql.ts';

type Values = { contractId: string; item: string; occurredOn: Dayjs; ticket?: string; evidence: string };
type Props = { contractId: string | undefined; onClose: () => void; onDone: () => void };

/** Books something that happened, with the points that the contract's scheme gives it. */
export function BookEntry({ contractId, onClose, onDone }: Props) {
  const { t } = useTranslation(['appraisal', 'app']);
  const { message } = App.useApp();
  const client = useClient();
  const language = useLanguage();
  const specName = useSpecName();
  const [form] = Form.useForm<Values>();
  const chosen = Form.useWatch('contractId', form) || contractId;
  const { contract, spec } = useContractScheme(chosen);
  const items = spec?.ledger?.items.filter((item) => !item.counted) ?? [];
  const mayNot = contract !== null && !contract.otherActions.includes('BOOK_LEDGER_ENTRY');
  const { submit, busy, problems } = useSendForm(form, BookLedgerEntryDocument, (data) => data.bookLedgerEntry);

  async function send({ ticket, occurredOn, ...values }: Values) {
    let ticketId: string | undefined;
    if (ticket) {
      const answer = await client.query(TicketToBookDocument, { number: ticket.trim() }).toPromise();
      ticketId = answer.data?.ticketByNumber?.id;
      if (!ticketId) {
        form.setFields([{ name: 'ticket', errors: [t('ledger.ticketGone')] }]);
        return;
      }
    }
    if (!(await submit({ input: { ...values, occurredOn: civilOf(occurredOn), ticketId } }))) return;
    void message.success(t('ledger.bookedDone'));
    onClose();
    onDone();
  }

  const required = [{ required: true, message: t('app:required') }];
  return (
    <Modal
      open
      title={t('ledger.book')}
      okText={t('ledger.bookAct')}
      cancelText={t('app:cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: mayNot }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark="optional" disabled={busy} initialValues={{ contractId }} onFinish={(values) => void send(values)}>
        <Form.Item name="contractId" label={t('field.contract')} rules={required} extra={mayNot ? t('ledger.notOffered') : undefined}>
          <ContractSelect />
        </Form.Item>
        <Form.Item name="item" label={t('ledger.item')} rules={required} extra={spec && items.length === 0 ? t('ledger.noItems') : undefined}>
          <Select
            disabled={items.length === 0}
            options={items.map((item) => ({ value: item.code, label: `${specName(item.name)} (${formatExact(item.points, language)})` }))}
          />
        </Form.Item>
        <Form.Item name="occurredOn" label={t('ledger.occurredOn')} rules={required}>
          <DatePicker className="fill" />
        </Form.Item>
        <Form.Item name="ticket" label={t('ledger.ticket')}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="evidence" label={t('ledger.evidence')} extra={t('ledger.evidenceHelp')} rules={required}>
          <Input.TextArea rows={3} maxLength={2_000} showCount />
        </Form.Item>
        <Problems of={problems} />
      </Form>
    </Modal>
  );
}
