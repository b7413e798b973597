//! The clocks of a ticket that nobody raised: the same engine on imagined facts. Nothing is written.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::TimeDelta;
use chrono_tz::Tz;
use domain::Instant;
use domain::access::Action;
use domain::ids::{ClockId, ContractId, PolicyVersionId, TicketId};
use domain::sla::{ClockKey, Explanation, Metric, Pins, PolicyTerms, ReplayInput, SlaTarget, TargetDuration, explain};
use domain::ticket::{Event, IMAGINED_DAYS_MAX, Imagined, Impact, Priority, SiteClass, Urgency};
use uuid::Uuid;

use super::promised::{Place, PreviewBinding, PreviewOf, place, promised};
use crate::mistakes::Mistakes;
use crate::ticket::ClockView;
use crate::ticket::clocks::compute;
use crate::ticket::rows::{ClockContext, clock_row};
use crate::{Coverage, Op, Result, Violation};

/// The most progress reports that a story can ask for: each is a clock.
const REPORT_CLOCKS_MAX: i64 = 500;

/// A question about deadlines.
#[derive(Clone, Debug)]
pub struct PreviewAsked {
    pub of: PreviewOf,
    /// None: the system's.
    pub site_class: Option<SiteClass>,
    /// Impact and urgency when it is raised, in place of the story's priority: by the matrix of the version asked about.
    pub rank: Option<(Impact, Urgency)>,
    /// With any class of site.
    pub story: Imagined,
    /// As of when; none: now, or the story's last moment if that is later.
    pub now: Option<Instant>,
    /// As of which revision calendars are taken; none: the newest.
    pub calendar_revision: Option<i64>,
    /// Whether to explain each clock.
    pub explained: bool,
}

/// The clocks of a story, never stored.
#[derive(Debug)]
pub struct Preview {
    pub version: PolicyVersionId,
    /// Where a system was asked about.
    pub binding: Option<PreviewBinding>,
    pub now: Instant,
    /// In the order they begin.
    pub clocks: Arc<Vec<ClockView>>,
    /// Empty unless asked for.
    pub explanations: Arc<HashMap<ClockKey, Explanation>>,
}

/// Computes the clocks that a ticket would have. Needs `policy.view`, and a policy in reach or a system that a ticket may
/// be raised for.
///
/// # Errors
/// `NOT_COVERED` and `NO_PUBLISHED_VERSION` as raising says them; every mistake of the question, with the figures of the
/// limits.
pub fn preview_deadlines(op: &Op, asked: &PreviewAsked) -> Result<Preview> {
    op.require(Action::PolicyView)?;
    let coverage = op.coverage();
    let mut mistakes = Mistakes::default();
    let place = place(op, &coverage, &mut mistakes, &asked.of);
    let asked_of = (&asked.of, place.as_ref());
    let promised = promised(op, &coverage, &mut mistakes, asked_of, asked.story.raised_at);
    let mut story = story(op, &mut mistakes, asked, place.as_ref());
    if let Some(((impact, urgency), (terms, _))) = asked.rank.zip(promised.as_ref()) {
        story.priority = terms.severity.matrix.of(impact, urgency);
    }
    let revision = revision(&mut mistakes, &coverage, asked.calendar_revision);
    let log = story.log().map_err(|refusals| mistakes.extend(refusals.into_iter().map(Violation::from))).ok();
    let Some(((terms, binding), (events, last))) = promised.zip(log) else { return mistakes.finish(None) };
    let now = now(op, &mut mistakes, asked, last);
    if reports(&story, &terms, now) > REPORT_CLOCKS_MAX {
        let en = format!("the story asks for more than {REPORT_CLOCKS_MAX} progress reports; ask about a shorter time");
        let zh = format!("该时段内的进展反馈超过 {REPORT_CLOCKS_MAX} 次，请缩短时间范围");
        mistakes.add("TOO_LONG", "now", en, zh);
    }
    mistakes.refuse()?;
    Ok(Preview { binding, ..computed(&coverage, &terms, &events, (now, revision), asked.explained) })
}

fn computed(
    coverage: &Coverage,
    terms: &PolicyTerms,
    events: &[Event],
    (now, revision): (Instant, i64),
    explained: bool,
) -> Preview {
    let pins = Pins::at(revision);
    let input = ReplayInput { events, terms, book: &coverage.book, pins: &pins, now };
    let computed = compute(&input);
    let context = ClockContext {
        ticket: TicketId(Uuid::nil()),
        contract: ContractId(Uuid::nil()),
        // Only the month in which a clock counts depends on it, which nobody is shown.
        zone: Tz::UTC,
        input_hash: &computed.hash,
        holders: &[],
    };
    let row = |clock| clock_row(ClockId(Uuid::nil()), clock, revision, context);
    let mut clocks: Vec<ClockView> = computed.clocks.iter().map(row).collect();
    clocks.sort_by_key(|clock| (clock.started_at, clock.metric, clock.cycle, clock.seq));
    let keys = computed.clocks.iter().map(|clock| clock.key).filter(|_| explained);
    let explanations = keys.filter_map(|key| Some((key, explain(&input, key)?))).collect();
    Preview {
        version: terms.version,
        binding: None,
        now,
        clocks: Arc::new(clocks),
        explanations: Arc::new(explanations),
    }
}

fn story(op: &Op, mistakes: &mut Mistakes, asked: &PreviewAsked, place: Option<&Place>) -> Imagined {
    let (directory, coverage) = (op.directory(), op.coverage());
    let site_class = asked.site_class.or(place.map(|place| place.system.site_class));
    if site_class.is_none() && asked.of.system.is_none() {
        let en = "say of which class the site is, or which system it is";
        mistakes.add("REQUIRED", "siteClass", en, "请指定驻地类别或系统");
    }
    let raised_at = asked.story.raised_at;
    let circumstances = place.map(|place| coverage.circumstances(&directory, &place.system, place.agency, raised_at));
    Imagined {
        site_class: site_class.unwrap_or(asked.story.site_class),
        circumstances: circumstances.unwrap_or_default(),
        ..asked.story.clone()
    }
}

fn revision(mistakes: &mut Mistakes, coverage: &Coverage, asked: Option<i64>) -> i64 {
    let latest = coverage.book.latest();
    let revision = asked.unwrap_or(latest);
    if !(0..=latest).contains(&revision) {
        let en = format!("calendar revisions go up to {latest}");
        mistakes.add("INVALID", "calendarRevision", en, format!("日历修订号最大为 {latest}"));
    }
    revision
}

fn now(op: &Op, mistakes: &mut Mistakes, asked: &PreviewAsked, last: Instant) -> Instant {
    let raised_at = asked.story.raised_at;
    let latest = raised_at + TimeDelta::days(IMAGINED_DAYS_MAX);
    let Some(now) = asked.now else { return op.now().max(last).min(latest) };
    if now < last {
        let en = "now lies before a moment of the story";
        mistakes.add("OUT_OF_ORDER", "now", en, "now 早于所列事件的时间");
    }
    if now > latest {
        let en = format!("now lies more than {IMAGINED_DAYS_MAX} days after raisedAt");
        mistakes.add("INVALID", "now", en, format!("now 距报障时间超过 {IMAGINED_DAYS_MAX} 天"));
    }
    now
}

/// How many links the chains of UPDATE may have at most, told without computing them.
fn reports(story: &Imagined, terms: &PolicyTerms, now: Instant) -> i64 {
    let priorities: Vec<Priority> =
        story.priority_changes.iter().map(|change| change.1).chain([story.priority]).collect();
    let asked = |target: &&SlaTarget| target.metric == Metric::Update && priorities.contains(&target.priority);
    let shortest = terms.targets.iter().filter(asked).map(|target| match target.duration {
        TargetDuration::Working(seconds) | TargetDuration::RealTime(seconds) => seconds.max(1),
        // A working day's link ends on the next day at the earliest.
        TargetDuration::WorkingDays(_) => 86_400,
    });
    let end = story.cancelled_at.or(story.resolved_at).filter(|_| story.later_cycles.is_empty()).unwrap_or(now);
    let open = (end - story.raised_at).num_seconds().max(0);
    let reported = i64::try_from(story.progress_reports.len()).unwrap_or(i64::MAX);
    shortest.min().map_or(0, |shortest| open / shortest + reported)
}
