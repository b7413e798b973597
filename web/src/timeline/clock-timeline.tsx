import { MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Empty, Flex, Segmented, Switch } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { SERVICE_ZONE, zoneName } from '../time/format.ts';
import { serverNow } from '../time/server-clock.ts';
import { useTicketLive } from '../tickets/ticket-live.ts';
import { useMinute } from '../time/tick.ts';
import { useLanguage } from '../app/use-language.ts';
import { ClocksTable } from './clocks-table.tsx';
import { Details } from './details.tsx';
import { Drawing } from './drawing.tsx';
import { lanesOf, type TimelineTicket } from './lanes.ts';
import { Legend } from './legend.tsx';
import type { Picked } from './picked.ts';
import { Reckoning } from './reckoning.tsx';
import { TicketTimelineDocument } from './timeline.gql.ts';
import './timeline.css';

type Props = { ticketId: string };

/** The clocks of a ticket by time, and beneath them why each is what it is. */
export function ClockTimeline({ ticketId }: Props) {
  const { t } = useTranslation('timeline');
  const [query, again] = useQuery({ query: TicketTimelineDocument, variables: { id: ticketId } });
  const ticket = query.data?.ticket;
  const reload = useCallback(() => again({ requestPolicy: 'network-only' }), [again]);
  useTicketLive(ticketId, reload);
  // What the minute brings, such as the end of the service hours, nobody announces.
  const minute = useMinute();
  const open = ticket?.open ?? false;
  const seen = useRef(minute);
  useEffect(() => {
    if (!open || seen.current === minute) return;
    seen.current = minute;
    if (document.visibilityState === 'visible') reload();
  }, [minute, open, reload]);

  return (
    <QueryState query={query} retry={reload}>
      {ticket && (ticket.clocks.length > 0 ? <Clocks ticket={ticket} reload={reload} /> : <Section title={t('title')}><Empty description={t('none')} /></Section>)}
    </QueryState>
  );
}

const LARGEST = 60;

function Clocks({ ticket, reload }: { ticket: TimelineTicket; reload: () => void }) {
  const { t } = useTranslation('timeline');
  const language = useLanguage();
  const [shown, setShown] = useState<'drawing' | 'table'>('drawing');
  const [zoom, setZoom] = useState(1);
  const [squeeze, setSqueeze] = useState(true);
  const [picked, setPicked] = useState<Picked | null>(null);
  const [why, setWhy] = useState<string>();
  const reckoning = useRef<HTMLDivElement>(null);

  const read = useMemo(() => ({ ticket, at: serverNow() }), [ticket]);
  const lanes = useMemo(() => lanesOf(ticket.clocks, read.at), [ticket.clocks, read.at]);
  const zone = ticket.clocks.find((clock) => clock.explanation)?.explanation?.zone ?? SERVICE_ZONE;
  const onZoom = useCallback((by: number) => setZoom((before) => (by === 0 ? 1 : Math.min(LARGEST, Math.max(1, before * by)))), []);

  function explain(clockId: string) {
    setWhy(clockId);
    reckoning.current?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  }
  return (
    <>
      <Section
        title={t('title')}
        className="tl"
        actions={
          <Segmented<'drawing' | 'table'>
            size="small"
            aria-label={t('shownAs')}
            value={shown}
            onChange={setShown}
            options={[
              { value: 'drawing', label: t('asDrawing') },
              { value: 'table', label: t('asTable') },
            ]}
          />
        }
      >
        {shown === 'drawing' ? (
          <>
            <Flex gap="small" align="center" wrap className="tl-tools" role="group" aria-label={t('tools')}>
              <Button size="small" icon={<MinusOutlined />} aria-label={t('zoomOut')} disabled={zoom <= 1} onClick={() => onZoom(1 / 1.5)} />
              <Button size="small" icon={<PlusOutlined />} aria-label={t('zoomIn')} disabled={zoom >= LARGEST} onClick={() => onZoom(1.5)} />
              <Button size="small" disabled={zoom === 1} onClick={() => onZoom(0)}>
                {t('fit')}
              </Button>
              <span className="tl-switch">
                <Switch size="small" checked={squeeze} onChange={setSqueeze} aria-label={t('squeeze')} /> {t('squeeze')}
              </span>
              <span className="tl-soft tl-zone">{zoneName(zone, language)}</span>
            </Flex>
            <Drawing
              ticket={ticket}
              lanes={lanes}
              zone={zone}
              readAt={read.at}
              zoom={zoom}
              squeeze={squeeze}
              onZoom={onZoom}
              picked={picked}
              onPick={setPicked}
              onWhy={explain}
            />
            <Details picked={picked} ticket={ticket} zone={zone} />
            <Legend lanes={lanes} />
          </>
        ) : (
          <ClocksTable lanes={lanes} ticket={ticket} zone={zone} />
        )}
      </Section>
      <div ref={reckoning} className="tl-anchor">
        <Reckoning ticket={ticket} chosen={why} onChoose={setWhy} zone={zone} reload={reload} />
      </div>
    </>
  );
}
