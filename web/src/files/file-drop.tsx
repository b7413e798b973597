import { InboxOutlined } from '@ant-design/icons';
import { Upload, type UploadFile, type UploadProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendBytes } from './send-bytes.ts';

/** What a `prepare…Attachment` mutation answers with. */
export type Prepared = { upload?: { url: string } | null; errors: readonly { message: string }[] };

type Props = {
  /** Announces the file to the API. */
  prepare: (file: File) => Promise<Prepared | null>;
  /** A file has arrived whole. */
  onStored?: (file: File) => void;
  disabled?: boolean;
  /** A slim line instead of a large target. */
  slim?: boolean;
};

/** Takes files by choosing or dropping them and sends each at once, with its progress. */
export function FileDrop({ prepare, onStored, disabled, slim }: Props) {
  const { t } = useTranslation('app');
  const [files, setFiles] = useState<UploadFile[]>([]);

  const send: UploadProps['customRequest'] = (request) => {
    const { file, onProgress, onSuccess, onError } = request;
    if (!(file instanceof File)) return;
    void (async () => {
      try {
        const prepared = await prepare(file);
        const refusal = prepared?.errors[0];
        if (!prepared?.upload) throw new Error(refusal?.message ?? t('file.failed'));
        await sendBytes(prepared.upload.url, file, (share) => onProgress?.({ percent: share * 100 }));
        onSuccess?.({});
        onStored?.(file);
      } catch (problem) {
        const said = problem instanceof Error && problem.message !== '' ? problem : new Error(t('file.failed'));
        onError?.(said);
      }
    })();
  };

  return (
    <Upload.Dragger
      multiple
      disabled={disabled}
      className={slim ? 'file-drop-slim' : undefined}
      fileList={files}
      onChange={({ fileList }) => setFiles(fileList.map(withReason))}
      customRequest={send}
      showUploadList={{ showRemoveIcon: true }}
    >
      {!slim && <InboxOutlined className="file-drop-icon" />}
      <p>{t('file.drop')}</p>
    </Upload.Dragger>
  );
}

function withReason(file: UploadFile): UploadFile {
  const error: unknown = file.error;
  return error instanceof Error ? { ...file, response: error.message } : file;
}
