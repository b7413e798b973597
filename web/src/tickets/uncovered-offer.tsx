import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Refusal, useSend } from '../form/send.ts';
import { Problems } from '../form/send-form.tsx';
import { inputOf, type RaiseValues } from './raise-form.ts';
import { FileUncoveredRequestDocument } from './raise.gql.ts';

/** No contract covers the system: what that means, and the way that is left. */
export function Uncovered({ values, onFiled }: { values: RaiseValues; onFiled: () => void }) {
  const { t } = useTranslation('tickets');
  const { send, busy } = useSend(FileUncoveredRequestDocument, (data) => data.fileUncoveredRequest);
  const [problems, setProblems] = useState<readonly Refusal[]>([]);
  const [filed, setFiled] = useState<string>();

  async function file() {
    const sent = await send({ input: inputOf(values, undefined) });
    setProblems(sent.done ? [] : sent.refusals);
    if (!sent.done || !sent.payload.request) return;
    setFiled(sent.payload.request.number);
    onFiled();
  }
  if (filed) {
    return (
      <Alert
        type="success"
        showIcon
        className="ticket-notice"
        title={t('uncovered.filed', { number: filed })}
        description={t('uncovered.filedText')}
        action={<Link to="/tickets/uncovered">{t('uncovered.toList')}</Link>}
      />
    );
  }
  return (
    <>
      <Alert
        type="warning"
        showIcon
        role="alert"
        className="ticket-notice"
        title={t('uncovered.title')}
        description={t('uncovered.text')}
        action={
          <Button loading={busy} onClick={() => void file()}>
            {t('uncovered.file')}
          </Button>
        }
      />
      <Problems of={problems} />
    </>
  );
}
