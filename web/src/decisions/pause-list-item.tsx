import { useTranslation } from 'react-i18next';
import { Name } from '../party/name.tsx';
import { Ago, Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import type { UndecidedFragment } from './pauses.gql.ts';

type Props = { row: UndecidedFragment; current: boolean; onChoose: () => void };

export function PauseListItem({ row: { ticket, pause }, current, onChoose }: Props) {
  const { t } = useTranslation('decisions');
  return (
    <button type="button" className="undecided-item" aria-current={current} onClick={onChoose}>
      <span className="undecided-head">
        <strong>{ticket.number}</strong>
        <WordTag of="Priority" is={ticket.priority} />
      </span>
      <span className="undecided-title">{ticket.title}</span>
      <span className="soft">
        <Word of="PauseReason" is={pause.reason} /> · <Name of={ticket.vendor} />
      </span>
      <span className="soft">
        <Instant at={pause.from} /> – {pause.to ? <Instant at={pause.to} /> : t('pause.open')}
      </span>
      {pause.silentAt && (
        <span className="undecided-silent">
          {t('pause.silentAt')} <Ago at={pause.silentAt} />
        </span>
      )}
    </button>
  );
}
