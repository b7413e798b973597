import { PaperClipOutlined } from '@ant-design/icons';
import { Button, Upload } from 'antd';
import { useTranslation } from 'react-i18next';

type Props = {
  files: readonly File[];
  onChange: (files: readonly File[]) => void;
  label?: string;
  /** Photos only, from the camera where there is one. */
  photo?: boolean;
  disabled?: boolean;
};

/** Files that go along with an act: chosen now, sent once it is done. */
export function ChosenFiles({ files, onChange, label, photo = false, disabled = false }: Props) {
  const { t } = useTranslation('work');
  return (
    <Upload
      multiple
      disabled={disabled}
      {...(photo ? { accept: 'image/*', capture: 'environment' as const } : {})}
      fileList={files.map((file, index) => ({ uid: `${index} ${file.name}`, name: file.name, size: file.size }))}
      beforeUpload={(_, chosen) => {
        onChange([...files, ...chosen]);
        return false;
      }}
      onRemove={(gone) => onChange(files.filter((file, index) => `${index} ${file.name}` !== gone.uid))}
    >
      <Button icon={<PaperClipOutlined />} disabled={disabled}>
        {label ?? t('files.choose')}
      </Button>
    </Upload>
  );
}
