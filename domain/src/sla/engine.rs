//! Which clocks a ticket has, and their order.

use super::chain;
use super::choice::Choices;
use super::limits::Limit;
use super::reckon::{self, Plan, Reckoned};
use super::replay::ReplayInput;
use super::rise;
use super::stills::Stills;
use super::story::{Cycle, Moment, Story};
use super::{ClockKey, Metric, Reopening};

/// One replay: the input, read and ordered.
#[derive(Debug)]
pub(super) struct Engine<'a> {
    pub(super) input: &'a ReplayInput<'a>,
    pub(super) story: Story<'a>,
    pub(super) stills: Stills,
    pub(super) choices: Choices<'a>,
    pub(super) now: i64,
}

impl<'a> Engine<'a> {
    /// None without a RAISED event.
    pub(super) fn new(input: &'a ReplayInput<'a>) -> Option<Self> {
        let now = input.now.timestamp();
        let story = Story::read(input.events, input.terms, now)?;
        let stills = Stills::of(&story, input.terms.reopening.mode);
        let choices = Choices::of(input.terms, &story);
        Some(Self { input, story, stills, choices, now })
    }

    pub(super) fn rows_expected(&self) -> usize {
        2 + 2 * self.story.cycles.len() + self.story.reports.len() + chain::AHEAD + 1
    }

    /// Reckons every clock, in order of their keys.
    pub(super) fn run(&self, each: &mut dyn FnMut(Reckoned<'_, 'a>)) {
        let mut limits = Vec::with_capacity(4);
        self.once(Metric::Response, self.story.response, None, &mut limits, each);
        let (arrived, waived) = self.arrival();
        self.once(Metric::Arrival, arrived, waived, &mut limits, each);
        let continued = self.input.terms.reopening.mode == Reopening::Continue;
        for metric in [Metric::Restore, Metric::Resolve] {
            let stop = |cycle: &Cycle| if metric == Metric::Restore { cycle.restored } else { cycle.resolved };
            if let (true, Some(last)) = (continued, self.story.cycles.last()) {
                self.once(metric, stop(last), None, &mut limits, each);
                continue;
            }
            for (cycle, number) in self.story.cycles.iter().zip(1..) {
                self.clock(metric, number, cycle.start, stop(cycle), None, &mut limits, each);
            }
        }
        chain::run(self, &mut limits, each);
    }

    fn may_rise(&self) -> bool {
        !self.input.terms.severity.rises.is_empty() && !self.story.void
    }

    /// Arrival is not needed when the service was restored from afar and the agency agrees (S3): the stop, the waiver.
    fn arrival(&self) -> (Option<Moment>, Option<Moment>) {
        match (self.story.consent, self.story.remote) {
            (Some(_), Some(remote)) => (None, Some(remote)),
            _ => (self.story.arrived, None),
        }
    }

    fn once(
        &self,
        metric: Metric,
        stop: Option<Moment>,
        waived: Option<Moment>,
        limits: &mut Vec<Limit<'a>>,
        each: &mut dyn FnMut(Reckoned<'_, 'a>),
    ) {
        self.clock(metric, 1, self.story.cycles[0].start, stop, waived, limits, each);
    }

    #[expect(clippy::too_many_arguments, reason = "one place that turns milestones into a plan")]
    fn clock(
        &self,
        metric: Metric,
        cycle: i32,
        start: Option<Moment>,
        stop: Option<Moment>,
        waived: Option<Moment>,
        limits: &mut Vec<Limit<'a>>,
        each: &mut dyn FnMut(Reckoned<'_, 'a>),
    ) {
        let key = ClockKey { metric, cycle, seq: 1 };
        let cancel = stop.is_none().then_some(waived.or(self.story.cancelled)).flatten();
        match start {
            Some(start) => {
                let mut reckoned = reckon::clock(self, Plan { key, start, stop, cancel }, limits);
                if metric == Metric::Restore && stop.is_none() && cancel.is_none() && self.may_rise() {
                    reckoned.clock.alarms.extend(rise::coming(self, reckoned.clock.calendar_revision));
                    reckoned.clock.alarms.sort_unstable_by_key(|alarm| (alarm.at, alarm.kind, alarm.level));
                }
                each(reckoned);
            }
            None => each(reckon::not_begun(self, key, cancel)),
        }
    }
}
