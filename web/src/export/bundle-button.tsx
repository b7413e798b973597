import { SafetyCertificateOutlined } from '@ant-design/icons';
import { App, Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { fetchFile } from '../files/download.tsx';
import { useAct } from '../form/send.ts';
import type { PrepareEvidenceBundleInput } from '../gql/schema.ts';
import '../step/step.css';
import { useMay } from '../session/viewer.tsx';
import { PrepareEvidenceBundleDocument } from './export.gql.ts';

type Props = { of: PrepareEvidenceBundleInput; size?: 'small' | 'middle' };

/** Fetches the evidence of a verdict or an assessment, and shows the hash by which both sides know that they hold the same. */
export function BundleButton({ of, size = 'middle' }: Props) {
  const { t } = useTranslation('app');
  const { notification } = App.useApp();
  const may = useMay();
  const { act, busy } = useAct(PrepareEvidenceBundleDocument, (data) => data.prepareEvidenceBundle);

  async function fetchIt() {
    const payload = await act({ input: of });
    if (!payload?.bundle) return;
    const { url, name, sha256 } = payload.bundle;
    fetchFile(url);
    notification.info({
      title: name,
      description: (
        <>
          <p>{t('export.bundleText')}</p>
          <Typography.Text code copyable className="hash">
            {sha256}
          </Typography.Text>
        </>
      ),
      duration: 0,
    });
  }

  if (!may('bundle.view')) return null;
  return (
    <Button icon={<SafetyCertificateOutlined />} loading={busy} size={size} onClick={() => void fetchIt()}>
      {t('export.bundle')}
    </Button>
  );
}
