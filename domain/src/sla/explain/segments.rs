//! The time of a clock from its start to its end, cut where hours and pauses begin and end.

use super::charged::Charged;
use super::{Segment, SegmentKind};
use crate::ids::{PauseId, VendorId};
use crate::sla::Reopening;
use crate::sla::disputed;
use crate::sla::engine::Engine;
use crate::sla::limits::Limit;
use crate::sla::measure::{Measure, instant};
use crate::sla::pauses::Span;
use crate::sla::reckon::Plan;
use crate::ticket::PauseParty;

/// A stretch in which the clock stands still, and why.
struct Still {
    from: i64,
    to: i64,
    kind: SegmentKind,
    party: PauseParty,
    pause: Option<PauseId>,
}

/// The pieces, in order and without gaps; none for a clock that begins in the future.
pub(super) fn of(engine: &Engine<'_>, plan: &Plan, limit: &Limit<'_>) -> Vec<Segment> {
    let (start, end) = (plan.start.at, plan.seen_until(engine.now));
    let stills = stills(engine, plan, limit);
    let charged = Charged::of(engine.input.events);
    // Whom a dispute put the breach down to answers for all that the vendor would.
    let answers = engine.story.rulings.party(plan.key).unwrap_or(PauseParty::Vendor);
    let mut segments = Vec::new();
    let mut reached = start;
    let mut open = |from: i64, to: i64| {
        push(&mut segments, (reached, from), SegmentKind::Closed, PauseParty::Nobody, None, None);
        cut(&mut segments, &stills, (&charged, answers), from, to);
        reached = to;
    };
    match limit.measure {
        Some(Measure::Open(calendar)) => calendar.open_parts(start, end).for_each(|(from, to)| open(from, to)),
        Some(Measure::RealTime) => open(start, end),
        None => {}
    }
    push(&mut segments, (reached, end), SegmentKind::Closed, PauseParty::Nobody, None, None);
    segments
}

/// What holds the clock, in the order in which it tells: gaps, then pauses as they were declared, then what disputes took
/// out.
fn stills(engine: &Engine<'_>, plan: &Plan, limit: &Limit<'_>) -> Vec<Still> {
    let mut stills = Vec::new();
    let metric = plan.key.metric;
    if engine.input.terms.reopening.mode == Reopening::Continue && metric.is_by_cycle() {
        let (kind, party) = (SegmentKind::Gap, PauseParty::Nobody);
        stills.extend(engine.story.gaps(metric).map(|(from, to)| Still { from, to, kind, party, pause: None }));
    }
    if limit.target.pausable {
        let holding = engine.story.pauses.iter().filter_map(|pause| Some((pause, pause.span()?)));
        stills.extend(holding.map(|(pause, Span { from, to, .. })| {
            let (kind, party) = (SegmentKind::Paused, pause.reason.party());
            Still { from, to, kind, party, pause: Some(pause.id) }
        }));
    }
    stills.extend(engine.story.rulings.reliefs(plan.key).into_iter().map(|relief| {
        let Span { from, to, .. } = disputed::span(relief);
        Still { from, to, kind: SegmentKind::Relieved, party: relief.party, pause: None }
    }));
    stills
}

/// Cuts an open part where the clock stops or goes on, and where another answers for it.
fn cut(segments: &mut Vec<Segment>, stills: &[Still], (charged, answers): (&Charged, PauseParty), from: i64, to: i64) {
    let edges = stills.iter().flat_map(|still| [still.from, still.to]).chain(charged.edges());
    let mut edges: Vec<i64> = edges.filter(|edge| from < *edge && *edge < to).collect();
    edges.extend([from, to]);
    edges.sort_unstable();
    for piece in edges.windows(2) {
        let covers = |still: &&Still| still.from <= piece[0] && piece[0] < still.to;
        let (kind, party, pause) = match stills.iter().find(covers) {
            Some(still) => (still.kind, still.party, still.pause),
            None if charged.decides(piece[0]) => (SegmentKind::HandOver, PauseParty::Agency, None),
            None => (SegmentKind::Running, answers, None),
        };
        let vendor = charged.vendor(piece[0]).filter(|_| party == PauseParty::Vendor);
        push(segments, (piece[0], piece[1]), kind, party, pause, vendor);
    }
}

/// Adds a piece, or joins it to the one before where nothing changes.
fn push(
    segments: &mut Vec<Segment>,
    (from, to): (i64, i64),
    kind: SegmentKind,
    party: PauseParty,
    pause: Option<PauseId>,
    vendor: Option<VendorId>,
) {
    if from >= to {
        return;
    }
    let open_seconds = if kind == SegmentKind::Closed { 0 } else { to - from };
    let (from, to) = (instant(from), instant(to));
    match segments.last_mut() {
        Some(last)
            if (last.to, last.kind, last.party) == (from, kind, party)
                && (last.pause, last.vendor) == (pause, vendor) =>
        {
            last.to = to;
            last.open_seconds += open_seconds;
        }
        _ => segments.push(Segment { from, to, kind, party, pause, open_seconds, vendor }),
    }
}
