import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../app/use-language.ts';
import { Page } from '../page/page.tsx';
import { useMay, useViewer } from '../session/viewer.tsx';
import { formatInstant } from '../time/format.ts';
import { useMinute } from '../time/tick.ts';
import { Figures } from './figures.tsx';
import { Places } from './places.tsx';
import { ToConfirm } from './to-confirm.tsx';
import { Waiting } from './waiting.tsx';
import './home.css';

/** What needs the viewer today. */
export default function HomePage() {
  const { t } = useTranslation('home');
  const language = useLanguage();
  const viewer = useViewer();
  const may = useMay();
  const today = formatInstant(useMinute() * 60_000, language, 'day');
  return (
    <Page
      title={t('home.title')}
      lead={t('home.lead', { name: viewer.user.name, today })}
      actions={
        may('ticket.raise') && (
          <Link to="/tickets/raise">
            <Button type="primary" tabIndex={-1}>
              {t('home.raise')}
            </Button>
          </Link>
        )
      }
    >
      <Figures />
      <Places />
      <ToConfirm />
      <Waiting />
    </Page>
  );
}
