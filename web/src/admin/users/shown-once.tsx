import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Alert, Button, Modal, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import '../admin.css';

type Props = { title: string; text: ReactNode; secret: string; onClose: () => void };

/** A password or a token that can be read now and never again: only the button closes it. */
export function ShownOnce({ title, text, secret, onClose }: Props) {
  const { t } = useTranslation('admin');
  return (
    <Modal
      open
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('once.kept')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t('once.warning')} description={text} />
      <Typography.Paragraph
        className="secret"
        copyable={{
          text: secret,
          tooltips: false,
          icon: [
            <span key="copy">
              <CopyOutlined /> {t('once.copy')}
            </span>,
            <span key="copied">
              <CheckOutlined /> {t('once.copied')}
            </span>,
          ],
        }}
      >
        <code>{secret}</code>
      </Typography.Paragraph>
    </Modal>
  );
}
