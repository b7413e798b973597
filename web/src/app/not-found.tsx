import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Notice } from '../page/notice.tsx';
import { Page } from '../page/page.tsx';

/** No such page, or nothing under this address that the viewer may see: the API does not tell these apart either. */
export function NotFound() {
  const { t } = useTranslation('app');
  return (
    <Page title={t('notFound.title')}>
      <Notice text={t('notFound.text')}>
        <Link to="/">{t('notFound.home')}</Link>
      </Notice>
    </Page>
  );
}
