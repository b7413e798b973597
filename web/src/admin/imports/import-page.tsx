import { InboxOutlined } from '@ant-design/icons';
import { App, Button, Flex, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../../form/confirm.ts';
import { Problems } from '../../form/send-form.tsx';
import type { ImportFileInput } from '../../gql/schema.ts';
import { oneOf, useFilters } from '../../list/filters.ts';
import { Page } from '../../page/page.tsx';
import { Section } from '../../page/section.tsx';
import { useMay } from '../../session/viewer.tsx';
import { Views } from '../views.tsx';
import { Columns } from './columns.tsx';
import { ImportResult } from './import-result.tsx';
import { readTable } from './read-table.ts';
import { permissions, type Table, tables } from './tables.ts';
import { useImport } from './use-import.ts';

const fields = { table: oneOf(tables) };

/** Enters many agencies, systems or contracts at once: first a look, then all of it or nothing. */
export default function ImportPage() {
  const { t } = useTranslation('admin');
  const may = useMay();
  const { values } = useFilters(fields);
  const open = tables.filter((table) => may(permissions[table]));
  const table = values.table ?? open[0] ?? 'agencies';
  return (
    <Page title={t('import.title')} lead={t('import.lead')}>
      <Views
        name={t('import.title')}
        here={`/admin/import?table=${table}`}
        of={open.map((one) => ({ path: `/admin/import?table=${one}`, label: t(`import.${one}`) }))}
      />
      <Import key={table} table={table} />
    </Page>
  );
}

function Import({ table }: { table: Table }) {
  const { t } = useTranslation('admin');
  const { message } = App.useApp();
  const confirm = useConfirm();
  const { read, clear, busy, report, problems } = useImport(table);
  const [chosen, setChosen] = useState<{ name: string; input: ImportFileInput }>();
  const writable = report !== null && report.dryRun && report.refused === 0 && report.created > 0;

  async function choose(file: File) {
    const input = await readTable(file);
    setChosen({ name: file.name, input });
    await read(input, true);
  }

  async function write() {
    if (!chosen || !report) return;
    const sure = await confirm({
      title: t('import.writeTitle', { count: report.created }),
      text: t('import.writeText'),
      act: t('import.write', { count: report.created }),
    });
    if (sure && (await read(chosen.input, false))) void message.success(t('import.done'));
  }

  return (
    <>
      <Section title={t('import.file')}>
        <Columns table={table} />
        <Upload.Dragger
          accept=".csv,.xlsx"
          showUploadList={false}
          disabled={busy}
          beforeUpload={(file) => {
            void choose(file);
            return false;
          }}
        >
          <InboxOutlined className="file-drop-icon" aria-hidden />
          <p>{t('import.drop')}</p>
          <p className="soft">{t('import.dropHelp')}</p>
        </Upload.Dragger>
      </Section>
      {chosen && (
        <Section
          title={t('import.resultOf', { name: chosen.name })}
          actions={
            <Flex gap="small" wrap>
              <Button
                onClick={() => {
                  clear();
                  setChosen(undefined);
                }}
              >
                {t('import.putAway')}
              </Button>
              {report?.dryRun && (
                <Button type="primary" disabled={!writable} loading={busy} onClick={() => void write()}>
                  {t('import.write', { count: report.created })}
                </Button>
              )}
            </Flex>
          }
        >
          <Problems of={problems} />
          <ImportResult report={report} busy={busy} />
        </Section>
      )}
    </>
  );
}
