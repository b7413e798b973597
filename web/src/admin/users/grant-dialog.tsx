import { App, Form, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showRefusals } from '../../form/refused.ts';
import { Problems } from '../../form/send-form.tsx';
import { type Refusal, useSend } from '../../form/send.ts';
import type { Role } from '../../gql/schema.ts';
import { instantOf } from '../../time/wall.ts';
import { GrantFields } from './grant-fields.tsx';
import type { Place } from './roles.ts';
import { Separation } from './separation.tsx';
import { GrantRoleDocument, type GrantRoleMutation, type UserRecordFragment } from './user.gql.ts';

export type GrantValues = { role: Role; place: Place; agencyId?: string; vendorId?: string; validFrom?: Dayjs | null; validUntil?: Dayjs | null };

type Props = { user: UserRecordFragment; onClose: () => void; onDone: () => void };

const pick = (data: GrantRoleMutation) => data.grantRole;

/** Gives somebody a role; where the roles that they hold stand in its way, these are shown with the rule. */
export function GrantDialog({ user, onClose, onDone }: Props) {
  const { t } = useTranslation('admin');
  const { message } = App.useApp();
  const [form] = Form.useForm<GrantValues>();
  const { send, busy } = useSend(GrantRoleDocument, pick);
  const [problems, setProblems] = useState<readonly Refusal[]>([]);
  const [separated, setSeparated] = useState(false);

  async function grant({ role, place, agencyId, vendorId, validFrom, validUntil }: GrantValues) {
    setProblems([]);
    setSeparated(false);
    const sent = await send({
      input: {
        userId: user.id,
        expectedVersion: user.version,
        role,
        agencyId: place === 'agency' ? agencyId : undefined,
        vendorId: place === 'vendor' ? vendorId : undefined,
        validFrom: validFrom ? instantOf(validFrom) : undefined,
        validUntil: validUntil ? instantOf(validUntil) : undefined,
      },
    });
    if (!sent.done) {
      setSeparated(sent.refusals.some((refusal) => refusal.code === 'SEPARATION'));
      setProblems(showRefusals(form, sent.refusals));
      return;
    }
    void message.success(t('grant.done'));
    onClose();
    onDone();
  }

  return (
    <Modal
      open
      title={t('grant.of', { name: user.name })}
      okText={t('grant.title')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark="optional" disabled={busy} initialValues={{ place: 'agency' }} onFinish={(values) => void grant(values)}>
        <GrantFields form={form} />
        {separated && <Separation grants={user.roles ?? []} />}
        <Problems of={problems} />
      </Form>
    </Modal>
  );
}
