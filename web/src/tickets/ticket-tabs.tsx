import { Grid, Select, Skeleton, Tabs } from 'antd';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { oneOf, useFilters } from '../list/filters.ts';
import { Conversation } from './conversation.tsx';
import type { WholeTicketFragment } from './ticket.gql.ts';

const ClocksSection = lazy(() => import('./clocks-section.tsx'));
const WaitingTab = lazy(() => import('./waiting-tab.tsx'));
const RelatedTab = lazy(() => import('./related-tab.tsx'));
const WorkTab = lazy(() => import('./work-tab.tsx'));
const HistoryTab = lazy(() => import('./history-tab.tsx'));

const tabs = ['talk', 'clocks', 'waiting', 'related', 'work', 'history'] as const;
const fields = { tab: oneOf(tabs) };

export type TabProps = {
  ticket: WholeTicketFragment;
  /** Grows with each change that was heard of: ask again. */
  heard: number;
};

/** Everything around a ticket, one tab in sight, which the address names. */
export function TicketTabs({ ticket, heard }: TabProps) {
  const { t } = useTranslation('tickets');
  const { values, set } = useFilters(fields);
  const parts: Record<(typeof tabs)[number], ReactNode> = {
    talk: <Conversation ticket={ticket} heard={heard} />,
    clocks: <ClocksSection ticket={ticket} heard={heard} />,
    waiting: <WaitingTab ticket={ticket} heard={heard} />,
    related: <RelatedTab ticket={ticket} heard={heard} />,
    work: <WorkTab ticket={ticket} heard={heard} />,
    history: <HistoryTab ticket={ticket} heard={heard} />,
  };
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const active = values.tab ?? 'talk';
  const show = (key: string) => set({ tab: tabs.find((tab) => tab === key && tab !== 'talk') });
  // On a phone the tabs would not fit in a row, and those behind "more" are not found.
  if (narrow) {
    return (
      <div className="section ticket-tabs">
        <Select
          aria-label={t('ticket.part')}
          className="fill ticket-part"
          value={active}
          onChange={show}
          options={tabs.map((value) => ({ value, label: t(`tabs.${value}`) }))}
        />
        <Suspense fallback={<Skeleton active title={false} />}>{parts[active]}</Suspense>
      </div>
    );
  }
  return (
    <div className="section ticket-tabs">
      <Tabs
        activeKey={active}
        onChange={show}
        items={tabs.map((key) => ({
          key,
          label: t(`tabs.${key}`),
          children: <Suspense fallback={<Skeleton active title={false} />}>{parts[key]}</Suspense>,
        }))}
      />
    </div>
  );
}
