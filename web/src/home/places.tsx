import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Section } from '../page/section.tsx';
import { useNavEntries } from '../frame/nav-entries.ts';
import { useMay, useViewer } from '../session/viewer.tsx';

/** For those whose work is no list of tickets, such as administrators and regulators: where their work is. */
export function Places() {
  const { t } = useTranslation('app');
  const { t: own } = useTranslation('home');
  const may = useMay();
  const { roles } = useViewer();
  const all = useNavEntries().filter((entry) => entry.path !== '/');
  const watches = roles.some(({ role }) => role === 'REGULATOR' || role === 'ASSESSOR');
  if (may('ticket.view') && !watches) return null;
  const entries = watches ? all.filter(({ group }) => group === 'insight') : all;
  return (
    <Section title={own('places')}>
      <ul className="places">
        {entries.map((entry) => (
          <li key={entry.path}>
            <Link to={entry.path}>{t(entry.label)}</Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
