import { ClockTimeline } from '../timeline/clock-timeline.tsx';
import type { TabProps } from './ticket-tabs.tsx';

/** The ticket's clocks over time. */
export default function ClocksSection({ ticket }: TabProps) {
  return <ClockTimeline ticketId={ticket.id} />;
}
