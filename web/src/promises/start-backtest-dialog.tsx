import { DatePicker, Form, Radio, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { FormDialog } from '../form/form-dialog.tsx';
import { ContractSelect } from '../party/contract-select.tsx';
import { AgencySelect, VendorSelect } from '../party/pick.tsx';
import { instantOf } from '../time/wall.ts';
import { useWord } from '../words/word.tsx';
import { StartBacktestDocument, TrialChoicesDocument } from './trials.gql.ts';

const scopes = ['agencyId', 'contractId', 'vendorId'] as const;
type ScopeField = (typeof scopes)[number];
type Values = { candidate: string; period: [Dayjs, Dayjs]; scope: Partial<Record<ScopeField, string>> };

/** A candidate's id says nothing of its sort, so the choice carries both. */
const candidateOf = (chosen: string) => {
  const [sort, id = ''] = chosen.split(' ');
  return sort === 'calendar' ? { calendarChangeId: id } : sort === 'scheme' ? { schemeId: id } : { policyVersionId: id };
};

export function StartBacktestDialog({ chosen, onClose }: { chosen?: string; onClose: () => void }) {
  const { t } = useTranslation(['promises', 'app']);
  const navigate = useNavigate();
  const word = useWord();
  const [query] = useQuery({ query: TrialChoicesDocument });
  const [scope, setScope] = useState<ScopeField>('agencyId');
  const required = [{ required: true, message: t('app:required') }];
  const options = [
    {
      label: word('BacktestCandidate', 'POLICY'),
      options: (query.data?.policies.nodes ?? []).flatMap((policy) =>
        policy.versions
          .filter(({ state }) => state !== 'WITHDRAWN')
          .map((version) => ({
            value: `policy ${version.id}`,
            label: `${policy.name} · ${t('version.option', { number: version.number, state: word('PolicyState', version.state) })}`,
          })),
      ),
    },
    {
      label: word('BacktestCandidate', 'CALENDAR'),
      options: (query.data?.calendarChanges.nodes ?? []).map((change) => ({
        value: `calendar ${change.id}`,
        label: `${change.calendar?.name ?? ''} · ${change.reason}`,
      })),
    },
    {
      label: word('BacktestCandidate', 'SCHEME'),
      options: (query.data?.scoringSchemes.nodes ?? []).map((scheme) => ({
        value: `scheme ${scheme.id}`,
        label: `${scheme.name} · ${t('version.number', { number: scheme.version })}`,
      })),
    },
  ];
  return (
    <FormDialog
      title={t('backtest.start')}
      lead={t('backtest.lead')}
      act={t('backtest.start')}
      done={t('backtest.started')}
      width={620}
      initial={{ candidate: chosen }}
      document={StartBacktestDocument}
      pick={(data) => data.startBacktest}
      variables={(values: Values) => ({
        input: {
          candidate: candidateOf(values.candidate),
          from: instantOf(values.period[0].startOf('day')),
          until: instantOf(values.period[1].add(1, 'day').startOf('day')),
          scope: { [scope]: values.scope[scope] },
        },
      })}
      onClose={onClose}
      onDone={({ backtest }) => {
        if (backtest) void navigate(`/backtests/${backtest.id}`);
      }}
    >
      <Form.Item name="candidate" label={t('backtest.what')} rules={required}>
        <Select options={options} loading={query.fetching} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item label={t('backtest.scope')} required>
        <Radio.Group
          optionType="button"
          aria-label={t('backtest.scope')}
          value={scope}
          options={scopes.map((one) => ({ value: one, label: t(`backtest.scopeOf.${one}`) }))}
          onChange={(event) => setScope(scopes.find((one) => one === event.target.value) ?? 'agencyId')}
        />
      </Form.Item>
      <Form.Item key={scope} name={['scope', scope]} label={t(`backtest.scopeOf.${scope}`)} rules={required}>
        {scope === 'agencyId' ? <AgencySelect /> : scope === 'contractId' ? <ContractSelect /> : <VendorSelect />}
      </Form.Item>
      <Form.Item name="period" label={t('backtest.period')} rules={required}>
        <DatePicker.RangePicker className="fill" />
      </Form.Item>
    </FormDialog>
  );
}
