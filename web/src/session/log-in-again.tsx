import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { LogInForm } from './log-in-form.tsx';
import { useSession } from './store.ts';
import { logOut } from './tokens.ts';

/** Stands in front of the page, which keeps what was typed into it. */
export default function LogInAgain() {
  const { t } = useTranslation('app');
  const { userName } = useSession();
  return (
    <Modal open title={t('logIn.again')} footer={null} onCancel={() => void logOut()} mask={{ closable: false }} keyboard={false}>
      <p className="soft">{t('logIn.againText', { name: userName })}</p>
      <LogInForm />
    </Modal>
  );
}
