import { Alert, Button, Modal, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import type { PreviewDeadlinesInput } from '../gql/schema.ts';
import { Section } from '../page/section.tsx';
import { Name } from '../party/name.tsx';
import { CivilDate, Instant } from '../time/instant.tsx';
import { useWord, Word, WordTag } from '../words/word.tsx';
import { Facts } from './facts.tsx';
import { PromiseLength } from './promise-length.tsx';
import { RaisePreviewDocument, type RaisePreviewQuery, RaiseSystemDocument } from './raise.gql.ts';
import { TargetsLost } from './targets-lost.tsx';

export type PreviewClock = NonNullable<RaisePreviewQuery['previewDeadlines']['preview']>['clocks'][number];

type Props = { systemId: string | undefined; input: PreviewDeadlinesInput | null };

/** What will bind the ticket: contract, vendor, rank and deadlines, as the engine computes them before anything is written. */
export function RaisePreview({ systemId, input }: Props) {
  const { t } = useTranslation('tickets');
  const [system] = useQuery({ query: RaiseSystemDocument, variables: { id: systemId ?? '' }, pause: !systemId });
  const [preview] = useQuery({
    query: RaisePreviewDocument,
    variables: { input: input ?? { kind: 'INCIDENT', raisedAt: '', laterCycles: [], pauses: [], priorityChanges: [], progressReports: [], restoredRemotely: false } },
    pause: !input,
  });
  if (!systemId) {
    return (
      <Section title={t('raise.preview')}>
        <p className="thing-note">{t('raise.previewWaits')}</p>
      </Section>
    );
  }
  const node = system.data?.node;
  const found = node?.__typename === 'ManagedSystem' && node.id === systemId ? node : null;
  const answer = preview.data?.previewDeadlines;
  const clocks = (answer?.preview?.clocks ?? []).filter(({ seq }) => seq === 1);
  const priority = clocks[0]?.explanation?.priority;
  const others = found ? (system.data?.tickets.nodes ?? []) : [];
  const binding = answer?.preview?.binding;
  return (
    <>
      <Section title={t('raise.preview')} actions={priority && <WordTag of="Priority" is={priority} />}>
        {found ? (
          <Facts
            of={[
              { label: t('agency'), value: <Name of={found.agency} /> },
              { label: t('raise.level'), value: `${t('raise.protection', { level: found.protectionLevel })} · ${found.systemType}` },
              { label: t('siteClass'), value: <Word of="SiteClass" is={found.siteClass} /> },
              binding && { label: t('contract'), value: `${binding.contractNumber} ${binding.contractName}` },
              binding && { label: t('vendor'), value: <Name of={binding.vendor} /> },
              binding && { label: t('raise.policy'), value: t('raise.policyVersion', { name: binding.policyName, number: binding.policyVersionNumber }) },
              binding && { label: t('raise.contractEnds'), value: <CivilDate date={binding.contractEndsOn} /> },
            ]}
          />
        ) : (
          <Skeleton active title={false} paragraph={{ rows: 3 }} />
        )}
        {answer?.errors.map((error) => (
          <NothingPromised key={error.message} error={error} />
        ))}
        {clocks.length > 0 && <Deadlines clocks={clocks} />}
        {preview.fetching && clocks.length === 0 && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      </Section>
      {others.length > 0 && (
        <Section title={t('raise.openTickets')}>
          <ul className="things">
            {others.map((ticket) => (
              <li key={ticket.id}>
                <Link to={`/tickets/${ticket.number}`} target="_blank">
                  {ticket.title}
                </Link>
                <p className="thing-note">
                  {ticket.number} · <Word of="TicketState" is={ticket.state} /> · <Instant at={ticket.raisedAt} />
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function NothingPromised({ error }: { error: { code: string; message: string } }) {
  const { t } = useTranslation('tickets');
  const words: Record<string, [string, string]> = {
    NOT_COVERED: [t('raise.notCovered'), t('raise.notCoveredText')],
    NO_PUBLISHED_VERSION: [t('raise.noPromise'), t('raise.noPromiseText')],
  };
  const [title, description] = words[error.code] ?? [error.message];
  return <Alert type="warning" showIcon className="ticket-notice" title={title} description={description} />;
}

function Deadlines({ clocks }: { clocks: readonly PreviewClock[] }) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const [why, setWhy] = useState(false);
  return (
    <>
      <table className="deadlines">
        <caption className="thing-note">{t('raise.deadlinesFromNow')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('raise.metric')}</th>
            <th scope="col">{t('raise.promise')}</th>
            <th scope="col">{t('raise.due')}</th>
          </tr>
        </thead>
        <tbody>
          {clocks.map((clock) => (
            <tr key={clock.metric}>
              <th scope="row">{word('Metric', clock.metric)}</th>
              <td>{clock.target ? <PromiseLength of={clock.target.duration} /> : <Word of="ClockState" is="NO_PROMISE" />}</td>
              <td>
                {clock.dueAt ? <Instant at={clock.dueAt} /> : <Word of="ClockState" is={clock.state} />}
                {clock.provisional && <Tag color="gold">{t('raise.provisional')}</Tag>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button type="link" size="small" onClick={() => setWhy(true)}>
        {t('raise.why')}
      </Button>
      <Modal open={why} title={t('raise.why')} footer={null} width={820} onCancel={() => setWhy(false)}>
        {clocks.map((clock) => (
          <section key={clock.metric}>
            <h3>{word('Metric', clock.metric)}</h3>
            <ol className="plain-list">{clock.explanation?.sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}</ol>
            {clock.explanation && <TargetsLost targets={clock.explanation.targets} />}
          </section>
        ))}
      </Modal>
    </>
  );
}
