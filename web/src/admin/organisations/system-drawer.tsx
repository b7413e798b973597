import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Actions } from '../../actions/actions.tsx';
import { Name, useName } from '../../party/name.tsx';
import { useMay } from '../../session/viewer.tsx';
import { Instant } from '../../time/instant.tsx';
import { Word } from '../../words/word.tsx';
import { ActiveTag } from '../active-tag.tsx';
import { RecordDrawer } from '../record-drawer.tsx';
import { useLevelName } from './level.ts';
import { UpdateSystem } from './system-dialogs.tsx';
import { SystemRecordDocument } from './systems.gql.ts';

export function SystemDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const name = useName();
  const level = useLevelName();
  const may = useMay();
  const [editing, setEditing] = useState(false);
  const [query, again] = useQuery({ query: SystemRecordDocument, variables: { id: id ?? '' }, pause: !id });
  const node = id ? query.data?.node : null;
  const system = node?.__typename === 'ManagedSystem' ? node : null;
  return (
    <>
      <RecordDrawer
        open={id !== undefined}
        onClose={onClose}
        query={query}
        retry={() => again({ requestPolicy: 'network-only' })}
        record={
          system && {
            title: name(system),
            actions: (
              <Actions available={system.availableActions} offers={{ UPDATE_MANAGED_SYSTEM: { label: t('edit'), run: () => setEditing(true) } }} />
            ),
            facts: [
              { key: 'name', label: t('field.name'), children: system.name },
              { key: 'nameEn', label: t('field.nameEn'), children: system.nameEn ?? '—' },
              { key: 'code', label: t('field.code'), children: <span className="code">{system.code}</span> },
              { key: 'owner', label: t('field.owner'), children: <Name of={system.agency} /> },
              { key: 'systemType', label: t('field.systemType'), children: system.systemType },
              { key: 'protectionLevel', label: t('field.protectionLevel'), children: level(system.protectionLevel) },
              { key: 'filingNumber', label: t('field.filingNumber'), children: system.filingNumber ?? '—' },
              { key: 'siteClass', label: t('field.siteClass'), children: <Word of="SiteClass" is={system.siteClass} /> },
              ...(system.contract
                ? [{ key: 'contract', label: t('field.contract'), children: <Link to={`/contracts/${system.contract.id}`}>{system.contract.name}</Link> }]
                : []),
              { key: 'active', label: t('field.active'), children: <ActiveTag is={system.active} /> },
              { key: 'createdAt', label: t('field.createdAt'), children: <Instant at={system.createdAt} /> },
            ],
            links: may('ticket.view') && <Link to={`/tickets?systemId=${system.id}`}>{t('systems.tickets')}</Link>,
            history: system.fieldHistory?.nodes ?? [],
          }
        }
      />
      {system && editing && <UpdateSystem system={system} onClose={() => setEditing(false)} />}
    </>
  );
}
