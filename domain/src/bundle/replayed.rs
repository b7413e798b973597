//! Whether the facts of a verdict's bundle give what was recorded.

use super::chain::{broken, head};
use super::check::{Contents, fields};
use super::pauses::{PauseEvidence, PauseTold, pauses};
use super::verdict::{CALENDARS, DISPUTES, EVENTS, EXPLANATION, PAUSES, REPLAY, TERMS, VERDICTS, again};
use super::{CalendarUsed, ChainedEvent, DisputeTold, Finding, FindingKind, Replayed, TermsUsed, VerdictRecorded};
use crate::sla::{ClockKey, Explanation};

/// Everything that is wrong beyond the bytes: the chain, the replay, the verdict.
pub(super) fn check_verdict(contents: &Contents<'_>, key: ClockKey, found: &mut Vec<Finding>) {
    let events: Option<Vec<ChainedEvent>> = contents.read(EVENTS, found);
    let terms: Option<TermsUsed> = contents.read(TERMS, found);
    let calendars: Option<Vec<CalendarUsed>> = contents.read(CALENDARS, found);
    let replayed: Option<Replayed> = contents.read(REPLAY, found);
    let explanation: Option<Explanation> = contents.read(EXPLANATION, found);
    let told: Option<Vec<PauseTold>> = contents.read(PAUSES, found);
    let verdicts: Option<Vec<VerdictRecorded>> = contents.read(VERDICTS, found);
    let _: Option<Vec<DisputeTold>> = contents.read(DISPUTES, found);
    let Some(events) = events else { return };
    let broken = broken(&events).into_iter();
    found
        .extend(broken.map(|(seq, says, is)| {
            Finding::new(FindingKind::ChainBroken, (EVENTS, &format!("event {seq}")), says, is)
        }));
    if let Some(told) = told {
        let evidence: Vec<PauseEvidence> = told.iter().flat_map(|of| of.evidence.clone()).collect();
        let is = pauses(events.iter().map(|of| &of.logged), &evidence);
        found.extend(fields((PAUSES, "pauses"), &told, &is));
    }
    let (Some(terms), Some(calendars), Some(replayed)) = (terms, calendars, replayed) else { return };
    if replayed.head != head(&events) || replayed.events != events.len() {
        let says = format!("{} events up to {}", replayed.events, replayed.head);
        let is = format!("{} events up to {}", events.len(), head(&events));
        found.push(Finding::new(FindingKind::ChainBroken, (EVENTS, "end"), says, is));
    }
    found.extend(Finding::differs((REPLAY, "key"), &replayed.key, &key));
    match again(&events, &terms.terms, &calendars, &replayed) {
        Err(wrong) => found.push(Finding::new(FindingKind::Unreadable, (CALENDARS, ""), "a calendar", wrong)),
        Ok((hash, is)) => {
            found.extend(Finding::differs((REPLAY, "inputHash"), &replayed.input_hash, &hash));
            if let Some(says) = explanation {
                found.extend(fields((EXPLANATION, ""), &Some(says), &is));
            }
            if let Some(verdicts) = verdicts {
                verdict(&verdicts, &replayed, is.as_ref(), found);
            }
        }
    }
}

/// The verdict that holds is the last one: those before it rested on what was known then.
fn verdict(verdicts: &[VerdictRecorded], replayed: &Replayed, is: Option<&Explanation>, found: &mut Vec<Finding>) {
    let Some(last) = verdicts.last() else {
        return found.push(Finding::new(FindingKind::Missing, (VERDICTS, ""), "a verdict", "none"));
    };
    let at = |about: &str| format!("revision {} {about}", last.revision);
    let Some(is) = is.map(|is| &is.clock) else {
        let none = "the log has no such clock";
        return found.push(Finding::new(FindingKind::Differs, (VERDICTS, &at("verdict")), last.verdict.as_str(), none));
    };
    found.extend(Finding::differs((VERDICTS, &at("verdict")), &last.verdict, &is.state));
    found.extend(Finding::differs((VERDICTS, &at("dueAt")), &last.due_at, &is.due_at));
    found.extend(Finding::differs((VERDICTS, &at("stoppedAt")), &last.stopped_at, &is.stopped_at));
    found.extend(Finding::differs((VERDICTS, &at("breachedAt")), &last.breached_at, &is.breached_at));
    let pinned = replayed.pins.iter().find(|pin| pin.key == replayed.key).map_or(replayed.revision, |pin| pin.revision);
    found.extend(Finding::differs((VERDICTS, &at("calendarRevision")), &last.calendar_revision, &pinned));
    for (place, (number, of)) in (1..).zip(verdicts).enumerate() {
        if of.revision != number {
            let is = format!("place {}", place + 1);
            let says = format!("revision {}", of.revision);
            found.push(Finding::new(FindingKind::Differs, (VERDICTS, "order"), says, is));
        }
    }
}
