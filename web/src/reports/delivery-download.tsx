import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMadeFile } from '../files/made-file.tsx';
import { useAct } from '../form/send.ts';
import { type DeliveryLineFragment, PrepareReportDeliveryDocument } from './schedules.gql.ts';

/** Fetches the file of a delivery: it is made then, from what the viewer may see then. */
export function DeliveryDownload({ delivery }: { delivery: DeliveryLineFragment }) {
  const { t } = useTranslation('reports');
  const { act, busy } = useAct(PrepareReportDeliveryDocument, (data) => data.prepareReportDelivery);
  const fetchMade = useMadeFile();

  async function fetchIt() {
    const payload = await act({ input: { deliveryId: delivery.id } });
    if (payload?.file) await fetchMade(payload.file);
  }

  if (delivery.outcome !== 'READY') return <span aria-hidden>—</span>;
  return (
    <Button size="small" icon={<DownloadOutlined />} loading={busy} onClick={() => void fetchIt()}>
      {delivery.fileName ?? t('deliveries.fetch')}
    </Button>
  );
}
