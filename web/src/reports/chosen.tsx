import { Flex, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useLanguage } from '../app/use-language.ts';
import { Name } from '../party/name.tsx';
import { PartyNodeDocument } from '../party/party.gql.ts';
import { Word } from '../words/word.tsx';
import { formatMonth } from './month.ts';
import type { ReportValues } from './report-values.ts';
import { ReportSubjectDocument } from './subject.gql.ts';

/** An agency, vendor, system or engineer by its id. */
function PartyName({ id }: { id: string }) {
  const [query] = useQuery({ query: PartyNodeDocument, variables: { id }, requestPolicy: 'cache-first' });
  const node = query.data?.node;
  return node && 'name' in node ? <Name of={node} /> : '…';
}

function SubjectName({ id }: { id: string }) {
  const [query] = useQuery({ query: ReportSubjectDocument, variables: { id }, requestPolicy: 'cache-first' });
  const node = query.data?.node;
  if (node?.__typename === 'ServiceContract') return `${node.number} ${node.name}`;
  return node?.__typename === 'VendorTeam' ? node.name : '…';
}

/** In words, what a list is narrowed to: each as a small label, the address says the same. */
export function Chosen({ values, months = true }: { values: Partial<ReportValues>; months?: boolean }) {
  const { t } = useTranslation('reports');
  const language = useLanguage();
  const shown: [string, ReactNode][] = [];
  const { from, until } = values;
  if (months && from && until) {
    shown.push([t('months'), from === until ? formatMonth(from, language) : `${formatMonth(from, language)} – ${formatMonth(until, language)}`]);
  }
  if (values.agencyId) shown.push([values.agencyAlone ? t('agencyAlone') : t('agency'), <PartyName key="agency" id={values.agencyId} />]);
  if (values.vendorId) shown.push([t('vendor'), <PartyName key="vendor" id={values.vendorId} />]);
  if (values.contractId) shown.push([t('contract'), <SubjectName key="contract" id={values.contractId} />]);
  if (values.systemId) shown.push([t('system'), <PartyName key="system" id={values.systemId} />]);
  if (values.metric) shown.push([t('metric'), <Word key="metric" of="Metric" is={values.metric} />]);
  if (values.priority) shown.push([t('priority'), <Word key="priority" of="Priority" is={values.priority} />]);
  if (values.kind) shown.push([t('kind'), <Word key="kind" of="TicketKind" is={values.kind} />]);
  if (values.cause) shown.push([t('cause'), values.cause]);
  if (values.causeStated === false) shown.push([t('cause'), t('noCause')]);
  if (values.teamId) shown.push([t('team'), <SubjectName key="team" id={values.teamId} />]);
  if (values.routed === false) shown.push([t('team'), t('noTeam')]);
  if (values.assigneeId) shown.push([t('engineer'), <PartyName key="engineer" id={values.assigneeId} />]);
  if (values.assigned === false) shown.push([t('engineer'), t('noEngineer')]);
  if (shown.length === 0) return null;
  return (
    <Flex gap={4} wrap className="chosen" role="group" aria-label={t('chosen')}>
      {shown.map(([label, value], at) => (
        <Tag key={at} className="chosen-tag">
          <span className="chosen-label">{label}</span> {value}
        </Tag>
      ))}
    </Flex>
  );
}
