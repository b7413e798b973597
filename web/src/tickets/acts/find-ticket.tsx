import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useWord } from '../../words/word.tsx';
import { FindTicketsDocument } from './act-parts.gql.ts';

type Props = {
  id?: string;
  value?: string;
  onChange?: (id: string | undefined) => void;
  /** The ticket that it is about, which is not among the answers. */
  except: string;
};

/** Finds another ticket by number or words. */
export function FindTicket({ id, value, onChange, except }: Props) {
  const { t } = useTranslation('tickets');
  const { t: app } = useTranslation('app');
  const word = useWord();
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words.trim());
  const [query] = useQuery({ query: FindTicketsDocument, variables: { words: wanted }, pause: wanted === '' });
  const found = wanted === '' ? [] : (query.data?.searchTickets.nodes ?? []).filter((match) => match.ticket.id !== except);
  return (
    <Select
      id={id}
      value={value}
      onChange={(next: string | undefined) => onChange?.(next)}
      allowClear
      placeholder={t('act.findTicket')}
      options={found.map(({ ticket }) => ({ value: ticket.id, label: `${ticket.number} ${ticket.title}`, state: ticket.state }))}
      optionRender={(option) => (
        <span className="pick-option">
          {option.label}
          <small>{word('TicketState', option.data.state)}</small>
        </span>
      )}
      showSearch={{ filterOption: false, onSearch: setWords, searchValue: words }}
      loading={query.fetching}
      notFoundContent={wanted === '' ? t('act.findTicketHow') : query.fetching ? app('loading') : app('nothing')}
    />
  );
}
