import { DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { FormDialog } from '../form/form-dialog.tsx';
import { useName } from '../party/name.tsx';
import { PickAgenciesDocument } from '../party/party.gql.ts';
import { instantOf } from '../time/wall.ts';
import { StartPilotDocument } from './trials.gql.ts';

type Values = { agencyIds: string[]; from?: Dayjs; until: Dayjs; reason: string };

/** A draft binds new tickets of some agencies for a time. */
export function StartPilotDialog({ versionId, expectedVersion, onClose }: { versionId: string; expectedVersion?: number; onClose: () => void }) {
  const { t } = useTranslation(['promises', 'app']);
  const navigate = useNavigate();
  const name = useName();
  const [search, setSearch] = useState('');
  const [query] = useQuery({ query: PickAgenciesDocument, variables: { search: search || undefined } });
  const required = [{ required: true, message: t('app:required') }];
  return (
    <FormDialog
      title={t('pilot.start')}
      lead={t('pilot.startLead')}
      act={t('pilot.start')}
      done={t('pilot.started')}
      document={StartPilotDocument}
      pick={(data) => data.startPilot}
      variables={(values: Values) => ({
        input: {
          policyVersionId: versionId,
          expectedVersion,
          agencyIds: values.agencyIds,
          reason: values.reason,
          from: values.from ? instantOf(values.from) : undefined,
          until: instantOf(values.until),
        },
      })}
      onClose={onClose}
      onDone={({ pilot }) => {
        if (pilot) void navigate(`/pilots/${pilot.id}`);
      }}
    >
      <Form.Item name="agencyIds" label={t('pilot.agencies')} rules={required}>
        <Select
          mode="multiple"
          showSearch={{ filterOption: false, onSearch: setSearch }}
          options={(query.data?.agencies.nodes ?? []).map((agency) => ({ value: agency.id, label: name(agency) }))}
        />
      </Form.Item>
      <div className="field-row">
        <Form.Item name="from" label={t('pilot.from')} extra={t('pilot.fromNow')}>
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
        <Form.Item name="until" label={t('pilot.until')} rules={required}>
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
      </div>
      <Form.Item name="reason" label={t('reason')} rules={required}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </FormDialog>
  );
}
