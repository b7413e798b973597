//! When clocks stand still: while a pause holds; if clocks go on after a reopening, from their stop until then; and while
//! a dispute found that the time was not the vendor's.

use super::disputed;
use super::limits::Limit;
use super::pauses::{PauseUnion, Span};
use super::story::Story;
use super::{ClockKey, Metric, Reopening};

/// The spans by what is measured: most tickets need those of the pauses alone.
#[derive(Debug)]
pub(super) struct Stills {
    pauses: PauseUnion,
    /// For RESTORE and for RESOLVE: the gaps alone, and with the pauses.
    gaps: Option<Box<[[PauseUnion; 2]; 2]>>,
    /// For clocks that a dispute relieved: their spans without the pauses and with them, each with what was taken out.
    relieved: Vec<(ClockKey, [PauseUnion; 2])>,
}

impl Stills {
    pub(super) fn of(story: &Story<'_>, reopening: Reopening) -> Self {
        let holding = || story.pauses.iter().filter_map(|pause| pause.span());
        let continued = reopening == Reopening::Continue && story.cycles.len() > 1;
        let gaps = continued.then(|| {
            Box::new([Metric::Restore, Metric::Resolve].map(|metric| {
                let gaps = || story.gaps(metric).map(|(from, to)| Span { from, to, after_stop: true });
                [PauseUnion::of(gaps()), PauseUnion::sorted(gaps().chain(holding()).collect())]
            }))
        });
        let mut stills = Self { pauses: PauseUnion::of(holding()), gaps, relieved: Vec::new() };
        for clock in story.rulings.relieved() {
            let unions = [false, true].map(|pausable| {
                let reliefs = story.rulings.reliefs(clock).into_iter().map(disputed::span);
                PauseUnion::sorted(stills.measured(clock.metric, pausable).iter().copied().chain(reliefs).collect())
            });
            stills.relieved.push((clock, unions));
        }
        stills
    }

    /// The spans in which a limit stands still: none of the pauses when its target does not pause (E23).
    pub(super) fn of_limit(&self, limit: &Limit<'_>) -> &[Span] {
        let pausable = limit.target.pausable;
        let relieved = self.relieved.iter().find(|(clock, _)| Some(*clock) == limit.clock);
        match relieved {
            Some((_, unions)) => unions[usize::from(pausable)].spans(),
            None => self.measured(limit.target.metric, pausable),
        }
    }

    fn measured(&self, metric: Metric, pausable: bool) -> &[Span] {
        match (&self.gaps, metric) {
            (Some(gaps), Metric::Restore) => gaps[0][usize::from(pausable)].spans(),
            (Some(gaps), Metric::Resolve) => gaps[1][usize::from(pausable)].spans(),
            _ if pausable => self.pauses.spans(),
            _ => &[],
        }
    }
}
