import { Upload, type UploadFile } from 'antd';
import { useTranslation } from 'react-i18next';

export type Waiting = { file: File; percent: number; problem: string | null; stored: boolean };

type Props = { files: readonly Waiting[]; onChange: (files: Waiting[]) => void; busy: boolean };

/** Files that are sent as soon as the ticket is there to take them. */
export function RaiseFiles({ files, onChange, busy }: Props) {
  const { t } = useTranslation('tickets');
  const list: UploadFile[] = files.map(({ file, percent, problem, stored }, at) => ({
    uid: String(at),
    name: file.name,
    size: file.size,
    percent: percent * 100,
    status: problem ? 'error' : stored ? 'done' : busy ? 'uploading' : undefined,
    response: problem ?? undefined,
  }));
  return (
    <Upload.Dragger
      multiple
      disabled={busy}
      className="file-drop-slim"
      fileList={list}
      beforeUpload={(file, batch) => {
        // Each file of a batch is offered alone; the batch is taken with its last one.
        if (file === batch.at(-1)) onChange([...files, ...batch.map((one) => ({ file: one, percent: 0, problem: null, stored: false }))]);
        return false;
      }}
      onRemove={(gone) => onChange(files.filter((_, at) => String(at) !== gone.uid))}
    >
      <p>{t('raise.files')}</p>
    </Upload.Dragger>
  );
}
