import { Flex, Layout } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LanguageSwitch } from './language-switch.tsx';

export function PublicHeader() {
  const { t } = useTranslation('app');
  return (
    <Layout.Header className="console-head">
      <Flex align="center" justify="space-between" className="fill">
        <Link to="/" className="brand">
          <img src="/favicon.svg" alt="" width={24} height={24} />
          <span>{t('product')}</span>
        </Link>
        <Flex gap="small" align="center">
          <LanguageSwitch />
          <Link to="/">{t('logIn.title')}</Link>
        </Flex>
      </Flex>
    </Layout.Header>
  );
}
