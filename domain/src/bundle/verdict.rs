//! The bundle of a verdict: the facts, the terms and the calendars that give it, and what was recorded.

use serde::{Deserialize, Serialize};

use super::chain::{chain, head};
use super::file::read;
use super::pauses::{PauseEvidence, PauseTold, pauses};
use super::{BundleFile, BundleSubject, ChainedEvent, DisputeTold, LoggedEvent};
use crate::Instant;
use crate::calendar::{CalendarSpec, CompiledCalendar};
use crate::ids::{CalendarId, PolicyVersionId};
use crate::sla::{ClockKey, ClockState, Explanation, Pins, PolicyTerms, ReplayInput, explain, input_hash};

pub(super) const EVENTS: &str = "events.json";
pub(super) const TERMS: &str = "terms.json";
pub(super) const CALENDARS: &str = "calendars.json";
pub(super) const REPLAY: &str = "replay.json";
pub(super) const EXPLANATION: &str = "explanation.json";
pub(super) const PAUSES: &str = "pauses.json";
pub(super) const VERDICTS: &str = "verdicts.json";
pub(super) const DISPUTES: &str = "disputes.json";

/// The version of a policy that binds the ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermsUsed {
    /// The policy's code.
    pub code: String,
    /// The policy's name.
    pub name: String,
    /// The version's number.
    pub number: i32,
    /// What it promises.
    pub terms: PolicyTerms,
}

/// A revision of a calendar that the clock was counted with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarUsed {
    /// The calendar.
    pub calendar: CalendarId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The revision's number.
    pub revision: i64,
    /// Why there is this revision.
    pub reason: String,
    /// The whole of it, day by day where days differ.
    pub spec: CalendarSpec,
}

/// The revision of calendars that a clock keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// Which clock.
    pub key: ClockKey,
    /// Which revision.
    pub revision: i64,
}

/// How the clock is replayed, and what it is replayed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Replayed {
    /// Which clock.
    pub key: ClockKey,
    /// The revision of every clock that is not pinned.
    pub revision: i64,
    /// What the clock, and of a chain of UPDATE links those before it, keep.
    pub pins: Vec<Pin>,
    /// The time that it is replayed at: when the last of the verdict and the events was recorded.
    pub at: Instant,
    /// How many events there are.
    pub events: usize,
    /// The hash of the last event.
    pub head: String,
    /// SHA-256 over everything above that decides, as the engine takes it.
    pub input_hash: String,
}

/// A revision of the verdict as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VerdictRecorded {
    /// From 1; the last holds.
    pub revision: i32,
    /// What was found.
    pub verdict: ClockState,
    /// The deadline then.
    pub due_at: Option<Instant>,
    /// The milestone then.
    pub stopped_at: Option<Instant>,
    /// The deadline that passed.
    pub breached_at: Option<Instant>,
    /// When a breach in the past became known.
    pub breach_known_at: Option<Instant>,
    /// The word of the event or job that caused it.
    pub cause: String,
    /// The place of that event in the log.
    pub cause_seq: Option<i32>,
    /// The version of the policy.
    pub policy_version: PolicyVersionId,
    /// The revision of the calendars.
    pub calendar_revision: i64,
    /// The fingerprint of what decided when it was recorded.
    pub input_hash: String,
    /// When.
    pub recorded_at: Instant,
}

/// What the bundle of a verdict is made from.
#[derive(Clone, Debug)]
pub struct VerdictContents {
    /// What it is about.
    pub subject: BundleSubject,
    /// The whole log, or what belongs of it.
    pub log: Vec<LoggedEvent>,
    /// What was put forward about pauses, in recorded order.
    pub evidence: Vec<PauseEvidence>,
    /// What binds the ticket.
    pub terms: TermsUsed,
    /// Every revision that [`Self::pins`] take of the calendars of the terms.
    pub calendars: Vec<CalendarUsed>,
    /// Which clock.
    pub key: ClockKey,
    /// What it keeps.
    pub pins: Pins,
    /// Every revision, the first first; at least one.
    pub verdicts: Vec<VerdictRecorded>,
    /// Those about the clock.
    pub disputes: Vec<DisputeTold>,
}

/// The bundle of a verdict before it is files.
#[derive(Clone, Debug)]
pub struct VerdictBundle {
    /// What it is about.
    pub subject: BundleSubject,
    /// The events that decide it, sealed.
    pub events: Vec<ChainedEvent>,
    /// What binds the ticket.
    pub terms: TermsUsed,
    /// In whose hours.
    pub calendars: Vec<CalendarUsed>,
    /// How it is computed again.
    pub replayed: Replayed,
    /// Why the clock is what it is.
    pub explanation: Explanation,
    /// In the order in which they were declared.
    pub pauses: Vec<PauseTold>,
    /// The first first.
    pub verdicts: Vec<VerdictRecorded>,
    /// Those about the clock.
    pub disputes: Vec<DisputeTold>,
}

impl VerdictBundle {
    /// What the contents come to; none when there is no verdict, or the log has no such clock.
    pub fn of(contents: VerdictContents) -> Option<Self> {
        let VerdictContents { subject, log, evidence, terms, calendars, key, pins, verdicts, disputes } = contents;
        let events = chain(log);
        let recorded = events.iter().map(|of| of.logged.event.recorded_at);
        let at = recorded.chain(verdicts.iter().map(|of| of.recorded_at)).max()?;
        verdicts.last()?;
        let mut replayed = Replayed {
            key,
            revision: pins.revision,
            pins: pins.clocks.iter().map(|(key, revision)| Pin { key: *key, revision: *revision }).collect(),
            at,
            events: events.len(),
            head: head(&events).to_owned(),
            input_hash: String::new(),
        };
        let pauses = pauses(events.iter().map(|of| &of.logged), &evidence);
        let (input_hash, explanation) = again(&events, &terms.terms, &calendars, &replayed).ok()?;
        replayed.input_hash = input_hash;
        let explanation = explanation?;
        Some(Self { subject, events, terms, calendars, replayed, explanation, pauses, verdicts, disputes })
    }

    /// What the files of a bundle say; none when they are not those of a verdict.
    pub fn read(files: &[BundleFile]) -> Option<Self> {
        Some(Self {
            subject: read(files, BundleSubject::FILE)?,
            events: read(files, EVENTS)?,
            terms: read(files, TERMS)?,
            calendars: read(files, CALENDARS)?,
            replayed: read(files, REPLAY)?,
            explanation: read(files, EXPLANATION)?,
            pauses: read(files, PAUSES)?,
            verdicts: read(files, VERDICTS)?,
            disputes: read(files, DISPUTES)?,
        })
    }

    /// Its files that are checked, without a manifest.
    pub fn files(&self) -> Vec<BundleFile> {
        vec![
            BundleFile::of(BundleSubject::FILE, &self.subject),
            BundleFile::of(EVENTS, &self.events),
            BundleFile::of(TERMS, &self.terms),
            BundleFile::of(CALENDARS, &self.calendars),
            BundleFile::of(REPLAY, &self.replayed),
            BundleFile::of(EXPLANATION, &self.explanation),
            BundleFile::of(PAUSES, &self.pauses),
            BundleFile::of(VERDICTS, &self.verdicts),
            BundleFile::of(DISPUTES, &self.disputes),
        ]
    }
}

/// The fingerprint and the explanation that events, terms and calendars give; the explanation is none when there is no
/// such clock.
///
/// # Errors
/// What is wrong with a calendar.
pub(super) fn again(
    events: &[ChainedEvent],
    terms: &PolicyTerms,
    calendars: &[CalendarUsed],
    replayed: &Replayed,
) -> Result<(String, Option<Explanation>), String> {
    let mut book = crate::calendar::CalendarBook::default();
    for of in calendars {
        let compiled = CompiledCalendar::compile(&of.spec).map_err(|error| format!("{}: {error}", of.code))?;
        book.insert(of.calendar, of.revision, compiled.into());
    }
    let log: Vec<_> = events.iter().map(|of| of.logged.event.clone()).collect();
    let pins =
        Pins { revision: replayed.revision, clocks: replayed.pins.iter().map(|pin| (pin.key, pin.revision)).collect() };
    let input = ReplayInput { events: &log, terms, book: &book, pins: &pins, now: replayed.at };
    Ok((hex::encode(input_hash(&input)), explain(&input, replayed.key)))
}
