import { UploadOutlined } from '@ant-design/icons';
import { Button, DatePicker, Form, Input, Radio, Upload } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { useLeave } from '../form/leave.ts';
import { Problems, useSendForm } from '../form/send-form.tsx';
import type { DayListFormat, PreviewCalendarChangeInput } from '../gql/schema.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { civilOf } from '../time/wall.ts';
import { useWordOptions } from '../words/word.tsx';
import { CalendarsDocument, PreviewCalendarChangeDocument } from './calendars.gql.ts';
import { samples } from './day-list-samples.ts';
import './promises.css';

type List = { format: DayListFormat; layer: string; name?: string; years?: string; text: string };
type Values = { reason: string; dayLists: [List]; pendingDays?: Dayjs[] };

const formats: readonly DayListFormat[] = ['HOLIDAY_CN', 'CSV', 'ICS'];
const accepts: Record<DayListFormat, string> = { HOLIDAY_CN: '.json', CSV: '.csv,text/csv', ICS: '.ics,text/calendar' };

/** Spreadsheets here still write lists in GB18030. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** A notice is turned into a draft whose consequences can be looked at before it holds. */
export default function CalendarImportPage() {
  const { t } = useTranslation(['promises', 'app']);
  const { id = '' } = useParams();
  const options = useWordOptions();
  const [query, again] = useQuery({ query: CalendarsDocument });
  const calendar = query.data?.calendars.nodes.find((one) => one.id === id);
  const [form] = Form.useForm<Values>();
  const { touched, leave } = useLeave();
  const { submit, busy, problems } = useSendForm(form, PreviewCalendarChangeDocument, (data) => data.previewCalendarChange);
  const watched = Form.useWatch<Partial<List>[] | undefined>('dayLists', form)?.[0];
  const format = watched?.format ?? 'HOLIDAY_CN';
  const layer = watched?.layer;
  const isNewLayer = layer !== undefined && layer !== 'OWN' && !calendar?.layers.some(({ code }) => code === layer);
  const required = [{ required: true, message: t('app:required') }];

  async function send(values: Values) {
    const [list] = values.dayLists;
    const years = list.years?.split(/[,，、\s]+/).filter(Boolean).map(Number);
    const input: PreviewCalendarChangeInput = {
      calendarId: id,
      reason: values.reason,
      dayLists: [{ format: list.format, layer: list.layer, name: isNewLayer ? list.name : undefined, text: list.text, years: years?.length ? years : undefined }],
      pendingDays: (values.pendingDays ?? []).map((day) => ({ date: civilOf(day), layer: list.layer, awaited: true })),
      exceptions: [],
      withdrawn: [],
    };
    const done = await submit({ input });
    if (!done?.change) return;
    leave(`/calendar-changes/${done.change.id}`);
  }

  async function read(file: File) {
    form.setFieldValue(['dayLists', 0, 'text'], decoded(await file.arrayBuffer()));
    touched();
  }

  return (
    <Page
      title={t('import.title')}
      lead={t('import.lead')}
      crumbs={[{ label: t('calendars.title'), to: '/calendars' }, ...(calendar ? [{ label: calendar.name, to: `/calendars/${id}` }] : [])]}
    >
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !calendar} emptyText={t('calendar.gone')}>
        {calendar && (
          <Section title={calendar.name}>
            <Form<Values>
              form={form}
              layout="vertical"
              requiredMark="optional"
              disabled={busy}
              initialValues={{ dayLists: [{ format: 'HOLIDAY_CN', layer: 'CN' }] }}
              onValuesChange={touched}
              onFinish={(values) => void send(values)}
            >
              <Form.Item name={['dayLists', 0, 'format']} label={t('import.format')} required>
                <Radio.Group optionType="button" options={options('DayListFormat', formats)} />
              </Form.Item>
              <div className="field-row">
                <Form.Item name={['dayLists', 0, 'layer']} label={t('import.layer')} extra={t('import.layerHelp')} rules={required}>
                  <Input maxLength={20} list="layer-codes" />
                </Form.Item>
                {isNewLayer && (
                  <Form.Item name={['dayLists', 0, 'name']} label={t('import.layerName')}>
                    <Input maxLength={100} />
                  </Form.Item>
                )}
                <Form.Item name={['dayLists', 0, 'years']} label={t('import.years')} extra={t('import.yearsHelp')}>
                  <Input inputMode="numeric" />
                </Form.Item>
              </div>
              <datalist id="layer-codes">
                {[...new Set(['CN', 'CN-GX', 'OWN', ...calendar.layers.map(({ code }) => code)])].map((code) => (
                  <option key={code} value={code} />
                ))}
              </datalist>
              <Form.Item name={['dayLists', 0, 'text']} label={t('import.list')} rules={required}>
                <Input.TextArea autoSize={{ minRows: 8, maxRows: 20 }} className="list-text" spellCheck={false} />
              </Form.Item>
              <div className="form-actions list-sources">
                <Upload
                  accept={accepts[format]}
                  showUploadList={false}
                  beforeUpload={(file) => {
                    void read(file);
                    return false;
                  }}
                >
                  <Button size="small" icon={<UploadOutlined />}>
                    {t('import.file')}
                  </Button>
                </Upload>
                <Button size="small" onClick={() => form.setFieldValue(['dayLists', 0, 'text'], samples[format])}>
                  {t('import.sample')}
                </Button>
              </div>
              <div className="field-row">
                <Form.Item name="reason" label={t('import.reason')} extra={t('import.reasonHelp')} rules={required}>
                  <Input maxLength={500} />
                </Form.Item>
                <Form.Item name="pendingDays" label={t('import.pending')}>
                  <DatePicker multiple />
                </Form.Item>
              </div>
              <Problems of={problems} />
              <Button type="primary" htmlType="submit" loading={busy}>
                {t('import.preview')}
              </Button>
            </Form>
          </Section>
        )}
      </QueryState>
    </Page>
  );
}
