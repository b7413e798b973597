import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, type ButtonProps } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  /** Asks the API for an address when the button is pressed, because it is good once and not for long. */
  address: () => Promise<string | null | undefined>;
  children: ReactNode;
  type?: ButtonProps['type'];
  size?: ButtonProps['size'];
};

/** The server sends every file as an attachment, so opening its address leaves the page where it is. */
export function fetchFile(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}

export function Download({ address, children, type = 'default', size = 'middle' }: Props) {
  const { t } = useTranslation('app');
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  async function fetchIt() {
    setBusy(true);
    const found = await address();
    setBusy(false);
    if (found) fetchFile(found);
    else void message.error(t('file.gone'));
  }
  return (
    <Button type={type} size={size} icon={<DownloadOutlined />} loading={busy} onClick={() => void fetchIt()}>
      {children}
    </Button>
  );
}

/** `3.4 MB` */
export function formatBytes(bytes: number, locale: string): string {
  const [unit, size] = bytes >= 1_048_576 ? (['megabyte', 1_048_576] as const) : bytes >= 1024 ? (['kilobyte', 1024] as const) : (['byte', 1] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(bytes / size);
}
