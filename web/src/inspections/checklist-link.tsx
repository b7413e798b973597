import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

type Props = { number: string; checklist: { complete: boolean; takesAnswers: boolean } };

/** On the page of an inspection's ticket: the way to its checklist. */
export default function ChecklistLink({ number, checklist: { complete, takesAnswers } }: Props) {
  const { t } = useTranslation('inspections');
  return (
    <Alert
      className="ticket-notice"
      type="info"
      showIcon
      title={t(takesAnswers ? 'check.about' : complete ? 'check.complete' : 'check.left')}
      action={
        <Link to={`/tickets/${number}/checklist`}>
          <Button size="small">{t('check.title')}</Button>
        </Link>
      }
    />
  );
}
