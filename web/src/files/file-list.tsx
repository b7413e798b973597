import { PaperClipOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../app/language.ts';
import { useLanguage } from '../app/use-language.ts';
import type { AttachmentState } from '../gql/schema.ts';
import { Instant } from '../time/instant.tsx';
import { Download, formatBytes } from './download.tsx';
import './file-list.css';

type StoredFile = { id: string; name: string; size: number; state: AttachmentState; uploadedAt: string | null; uploadedBy: string };

type Props = {
  files: readonly StoredFile[];
  /** Asks for the one-time address of one of them. */
  address: (id: string) => Promise<string | null | undefined>;
  emptyText?: ReactNode;
};

/** Files that were sent, each with who sent it and when. */
export function FileList({ files, address, emptyText }: Props) {
  const { t } = useTranslation('app');
  const locale = localeOf(useLanguage());
  if (files.length === 0) return emptyText ? <p className="file-list-none">{emptyText}</p> : null;
  return (
    <ul className="file-list">
      {files.map((file) => (
        <li key={file.id}>
          <PaperClipOutlined aria-hidden />
          <span className="file-list-name">{file.name}</span>
          <small>
            {formatBytes(file.size, locale)} · {file.uploadedBy} · <Instant at={file.uploadedAt} />
          </small>
          {file.state === 'STORED' ? (
            <Download size="small" type="link" address={() => address(file.id)}>
              {t('file.fetch')}
            </Download>
          ) : (
            <Tag>{t('file.awaited')}</Tag>
          )}
        </li>
      ))}
    </ul>
  );
}
