//! When clocks stand still: while a pause holds, and, if clocks go on after a reopening, from their stop until then.

use super::pauses::{PauseUnion, Span};
use super::story::Story;
use super::{Metric, Reopening, SlaTarget};

/// The spans by target: most tickets need those of the pauses alone.
#[derive(Debug)]
pub(super) struct Stills {
    pauses: PauseUnion,
    /// For RESTORE and for RESOLVE: the gaps alone, and with the pauses.
    gaps: Option<Box<[[PauseUnion; 2]; 2]>>,
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
        Self { pauses: PauseUnion::of(holding()), gaps }
    }

    /// The spans in which the clock of a target stands still: none of the pauses when it does not pause (E23).
    pub(super) fn for_target(&self, target: &SlaTarget) -> &[Span] {
        match (&self.gaps, target.metric) {
            (Some(gaps), Metric::Restore) => gaps[0][usize::from(target.pausable)].spans(),
            (Some(gaps), Metric::Resolve) => gaps[1][usize::from(target.pausable)].spans(),
            _ if target.pausable => self.pauses.spans(),
            _ => &[],
        }
    }
}
