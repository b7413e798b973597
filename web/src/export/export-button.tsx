import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { useMadeFile } from '../files/made-file.tsx';
import { useAct } from '../form/send.ts';
import type { FileFormat, FileLanguage, ReportInput } from '../gql/schema.ts';
import { fileFormats } from '../words/values.ts';
import { useWord } from '../words/word.tsx';
import { PrepareExportDocument } from './export.gql.ts';

type Choice = { format: FileFormat; language: FileLanguage };

/** Fetches what a page shows as a file, in either language; the one that the viewer reads stands first. */
export function ExportButton({ report, size }: { report: ReportInput; size?: 'small' | 'middle' }) {
  const { t } = useTranslation('app');
  const word = useWord();
  const own = useLanguage() === 'zh' ? 'ZH' : 'EN';
  const fetchMade = useMadeFile();
  const { act, busy } = useAct(PrepareExportDocument, (data) => data.prepareReportFile);
  const languages: readonly FileLanguage[] = own === 'ZH' ? ['ZH', 'EN'] : ['EN', 'ZH'];
  const choices: Choice[] = languages.flatMap((language) => fileFormats.map((format) => ({ format, language })));

  async function fetchIt({ format, language }: Choice) {
    const payload = await act({ input: { format, language, report } });
    if (payload?.file) await fetchMade(payload.file);
  }

  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: choices.map((choice) => ({
          key: `${choice.format} ${choice.language}`,
          label: t('export.as', { format: word('FileFormat', choice.format), language: word('FileLanguage', choice.language) }),
          onClick: () => void fetchIt(choice),
        })),
      }}
    >
      <Button icon={<DownloadOutlined />} loading={busy} size={size ?? 'middle'}>
        {t('export.name')}
      </Button>
    </Dropdown>
  );
}
