import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** On the page of an inspection's ticket: the way to its checklist. */
export default function ChecklistLink({ number, standing }: { number: string; standing: 'DUE' | 'COMPLETE' | 'LEFT' }) {
  const { t } = useTranslation('inspections');
  return (
    <Alert
      className="ticket-notice"
      type="info"
      showIcon
      title={t(standing === 'DUE' ? 'check.about' : standing === 'COMPLETE' ? 'check.complete' : 'check.left')}
      action={
        <Link to={`/tickets/${number}/checklist`}>
          <Button size="small">{t('check.title')}</Button>
        </Link>
      }
    />
  );
}
