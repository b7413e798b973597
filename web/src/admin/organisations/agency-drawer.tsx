import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Actions } from '../../actions/actions.tsx';
import { Name, useName } from '../../party/name.tsx';
import { useMay } from '../../session/viewer.tsx';
import { Instant } from '../../time/instant.tsx';
import { ActiveTag } from '../active-tag.tsx';
import { RecordDrawer } from '../record-drawer.tsx';
import { AgencyRecordDocument } from './agencies.gql.ts';
import { CreateAgency, UpdateAgency } from './agency-dialogs.tsx';

export function AgencyDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const name = useName();
  const may = useMay();
  const [editing, setEditing] = useState<'self' | 'below'>();
  const [query, again] = useQuery({ query: AgencyRecordDocument, variables: { id: id ?? '' }, pause: !id });
  const node = id ? query.data?.node : null;
  const agency = node?.__typename === 'Agency' ? node : null;
  return (
    <>
      <RecordDrawer
        open={id !== undefined}
        onClose={onClose}
        query={query}
        retry={() => again({ requestPolicy: 'network-only' })}
        record={
          agency && {
            title: name(agency),
            actions: (
              <Actions
                available={agency.availableActions}
                offers={{ UPDATE_AGENCY: { label: t('edit'), run: () => setEditing('self') } }}
              />
            ),
            facts: [
              { key: 'name', label: t('field.name'), children: agency.name },
              { key: 'nameEn', label: t('field.nameEn'), children: agency.nameEn ?? '—' },
              { key: 'shortCode', label: t('field.shortCode'), children: <span className="code">{agency.shortCode}</span> },
              { key: 'regionCode', label: t('field.regionCode'), children: agency.regionCode },
              { key: 'parent', label: t('field.parent'), children: <Name of={agency.parent} /> },
              { key: 'supervisor', label: t('field.supervisor'), children: t(agency.supervisor ? 'history.yes' : 'history.no') },
              { key: 'active', label: t('field.active'), children: <ActiveTag is={agency.active} /> },
              { key: 'createdAt', label: t('field.createdAt'), children: <Instant at={agency.createdAt} /> },
            ],
            links: (
              <>
                <Link to={`/admin/organisations/systems?agencyId=${agency.id}`}>{t('agencies.systems')}</Link>
                {may('user.view') && <Link to={`/admin/users?agencyId=${agency.id}`}>{t('agencies.users')}</Link>}
                {may('agency.manage') && (
                  <Button type="link" className="admin-link" onClick={() => setEditing('below')}>
                    {t('agencies.createBelow')}
                  </Button>
                )}
              </>
            ),
            history: agency.fieldHistory?.nodes ?? [],
          }
        }
      />
      {agency && editing === 'self' && <UpdateAgency agency={agency} onClose={() => setEditing(undefined)} />}
      {agency && editing === 'below' && <CreateAgency above={agency.id} onClose={() => setEditing(undefined)} />}
    </>
  );
}
