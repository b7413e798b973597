import { Flex } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../frame/language-switch.tsx';
import { LogInForm } from './log-in-form.tsx';

/** In place of the page that was asked for, whose address stays. */
export default function LogInPage() {
  const { t } = useTranslation('app');
  useEffect(() => {
    document.title = `${t('logIn.title')} · ${t('product')}`;
  }, [t]);
  return (
    <main className="log-in">
      <Flex vertical gap="middle" className="log-in-box">
        <Flex justify="space-between" align="center">
          <Flex align="center" gap="small">
            <img src="/favicon.svg" alt="" width={32} height={32} />
            <h1 className="log-in-title">{t('product')}</h1>
          </Flex>
          <LanguageSwitch />
        </Flex>
        <p className="log-in-lead">{t('logIn.lead')}</p>
        <div className="section">
          <LogInForm />
        </div>
      </Flex>
    </main>
  );
}
