import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Actions } from '../../actions/actions.tsx';
import { useName } from '../../party/name.tsx';
import { useMay } from '../../session/viewer.tsx';
import { Instant } from '../../time/instant.tsx';
import { ActiveTag } from '../active-tag.tsx';
import { RecordDrawer } from '../record-drawer.tsx';
import { UpdateVendor } from './vendor-dialogs.tsx';
import { VendorRecordDocument } from './vendors.gql.ts';

export function VendorDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const name = useName();
  const may = useMay();
  const [editing, setEditing] = useState(false);
  const [query, again] = useQuery({ query: VendorRecordDocument, variables: { id: id ?? '' }, pause: !id });
  const node = id ? query.data?.node : null;
  const vendor = node?.__typename === 'Vendor' ? node : null;
  return (
    <>
      <RecordDrawer
        open={id !== undefined}
        onClose={onClose}
        query={query}
        retry={() => again({ requestPolicy: 'network-only' })}
        record={
          vendor && {
            title: name(vendor),
            actions: <Actions available={vendor.availableActions} offers={{ UPDATE_VENDOR: { label: t('edit'), run: () => setEditing(true) } }} />,
            facts: [
              { key: 'name', label: t('field.name'), children: vendor.name },
              { key: 'nameEn', label: t('field.nameEn'), children: vendor.nameEn ?? '—' },
              { key: 'creditCode', label: t('field.creditCode'), children: <span className="code">{vendor.creditCode}</span> },
              { key: 'active', label: t('field.active'), children: <ActiveTag is={vendor.active} /> },
              { key: 'createdAt', label: t('field.createdAt'), children: <Instant at={vendor.createdAt} /> },
            ],
            links: (
              <>
                {may('contract.view') && <Link to={`/contracts?vendorId=${vendor.id}`}>{t('vendors.contracts')}</Link>}
                {may('user.view') && <Link to={`/admin/users?vendorId=${vendor.id}`}>{t('vendors.users')}</Link>}
              </>
            ),
            history: vendor.fieldHistory?.nodes ?? [],
          }
        }
      />
      {vendor && editing && <UpdateVendor vendor={vendor} onClose={() => setEditing(false)} />}
    </>
  );
}
