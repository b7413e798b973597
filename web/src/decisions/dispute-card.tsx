import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Name } from '../party/name.tsx';
import { Word, WordTag, useWord } from '../words/word.tsx';
import type { DisputeRowFragment } from './disputes.gql.ts';
import { Remaining } from './remaining.tsx';

/** What a dispute is about in a few words: the ticket and metric of a breach, the criterion of a score. */
export function useDisputeName() {
  const word = useWord();
  return (dispute: Pick<DisputeRowFragment, 'subject' | 'metric' | 'criterion' | 'ticket' | 'contract'>): string =>
    [
      dispute.ticket?.number ?? dispute.contract?.number,
      dispute.metric ? word('Metric', dispute.metric) : dispute.criterion,
      dispute.subject === 'VERDICT' ? null : word('DisputeSubject', dispute.subject),
    ]
      .filter(Boolean)
      .join(' · ');
}

export function DisputeTitle({ dispute }: { dispute: DisputeRowFragment }) {
  const name = useDisputeName();
  return <Link to={`/decisions/disputes/${encodeURIComponent(dispute.id)}`}>{name(dispute)}</Link>;
}

export function DisputeCard({ dispute }: { dispute: DisputeRowFragment }) {
  const { t } = useTranslation(['decisions', 'app']);
  return (
    <Flex vertical gap={4}>
      <Flex justify="space-between" gap="small" align="start">
        <DisputeTitle dispute={dispute} />
        <WordTag of="DisputeState" is={dispute.state} />
      </Flex>
      <span>{dispute.ticket?.title ?? dispute.contract?.name}</span>
      <span className="soft">
        <Name of={dispute.vendor} />
      </span>
      {dispute.dueAt && (
        <Flex gap="small" wrap align="baseline">
          <span className="soft">
            {t('field.turn')}
            {t('app:colon')}
            <Word of="DisputeTurn" is={dispute.turn} />
          </span>
          <Remaining dueAt={dispute.dueAt} provisional={dispute.provisional} />
        </Flex>
      )}
    </Flex>
  );
}
