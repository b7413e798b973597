//! The bundle of a verdict, from what its clock was computed with.

use std::collections::BTreeSet;

use domain::access::Action;
use domain::bundle::{
    BundleSubject, CalendarUsed, LoggedEvent, Parties, PauseEvidence, TermsUsed, VerdictBundle, VerdictContents,
    VerdictRecorded,
};
use domain::ids::{CalendarId, ClockId};
use domain::sla::{Metric, Pins, PolicyTerms};
use domain::ticket::Fact;
use storage::entity::{sla_clock, sla_verdict, ticket, ticket_event};
use storage::query::{dispute as disputes, promise, ticket as query};

use super::{ATTEMPTS, Told, dispute, name_of};
use crate::export::verdict_pages;
use crate::ticket::rows::{event, key, missing};
use crate::{Contract, Coverage, Error, Op, Result};

/// The files of a clock's verdict, as the actor may read them.
///
/// # Errors
/// NOT_FOUND unless the actor sees the ticket and is of a side of the clock's contract; `WRONG_STATE` without a verdict that
/// holds.
pub(super) async fn tell(op: &Op, id: ClockId) -> Result<Told> {
    let gone = || Error::NotFound("clock");
    let (db, scope) = (op.app().store.read(), op.ticket_scope(Action::BundleView));
    for _ in 0..ATTEMPTS {
        let clock = disputes::clock(db, id).await?.ok_or_else(gone)?;
        let row = query::find(db, &scope, clock.ticket_id).await?.ok_or_else(gone)?;
        let stored = query::clocks(db, row.id).await?;
        let coverage = op.coverage_for(&[row.policy_version_id], &stored).await?;
        let contract = coverage.contracts.get(&clock.contract_id).ok_or_else(|| missing("the contract"))?;
        // Whoever saw only some of the contract's disputes would get other bytes of the same facts.
        let sides = op.read_scope(Action::BundleView);
        if !sides.covers(Some(contract.row.agency_id), Some(contract.row.vendor_id)) {
            return Err(gone());
        }
        let contents = contents(op, (&row, &clock, &stored), &coverage, contract).await?;
        // Whoever changed the ticket meanwhile changed what some of the statements gave.
        let now = query::find(db, &scope, row.id).await?;
        if now.is_some_and(|now| now.version == row.version) {
            let bundle = VerdictBundle::of(contents).ok_or_else(|| missing("the clock of a verdict"))?;
            let name = format!("evidence-{}-{}-{}-{}.zip", row.number, clock.metric, clock.cycle, clock.seq);
            return Ok(Told { name, files: bundle.files(), pages: verdict_pages(&bundle) });
        }
    }
    Err(Error::Conflict)
}

async fn contents(
    op: &Op,
    (row, clock, stored): (&ticket::Model, &sla_clock::Model, &[sla_clock::Model]),
    coverage: &Coverage,
    contract: &Contract,
) -> Result<VerdictContents> {
    let db = op.app().store.read();
    let verdicts = disputes::verdicts(db, clock.id).await?;
    if !verdicts.last().is_some_and(|of| of.verdict.is_settled()) {
        let en = "there is no verdict of this clock that holds";
        return Err(Error::invalid("WRONG_STATE", "clockId", en, "该时限尚无有效的认定"));
    }
    let events = query::events(db, row.id).await?;
    let log = events.iter().map(|of| logged(op, of)).collect::<Result<Vec<_>>>()?;
    let terms = terms(coverage, row)?;
    let pins = own_pins(clock, stored);
    let calendars = calendars(op, coverage, &terms.terms, &pins).await?;
    let mut rows = disputes::of_tickets(db, &op.read_scope(Action::DisputeView), &[row.id]).await?;
    rows.retain(|of| of.clock_id == Some(clock.id));
    let subject = BundleSubject::Verdict {
        ticket: row.id,
        number: row.number.clone(),
        clock: clock.id,
        key: key(clock),
        parties: parties(op, contract),
    };
    Ok(VerdictContents {
        subject,
        evidence: log.iter().filter_map(evidence).collect(),
        log,
        terms,
        calendars,
        key: key(clock),
        pins,
        verdicts: verdicts.into_iter().map(recorded).collect(),
        disputes: dispute::told(op, &rows).await?,
    })
}

/// A contract and its two sides by name.
pub(super) fn parties(op: &Op, contract: &Contract) -> Parties {
    let directory = op.directory();
    let agency = directory.agencies.get(&contract.row.agency_id).map(|agency| agency.name.clone());
    let vendor = directory.vendors.get(&contract.row.vendor_id).map(|vendor| vendor.name.clone());
    Parties {
        contract: contract.row.id,
        number: contract.row.number.clone(),
        agency: agency.unwrap_or_default(),
        vendor: vendor.unwrap_or_default(),
    }
}

fn logged(op: &Op, row: &ticket_event::Model) -> Result<LoggedEvent> {
    Ok(LoggedEvent { event: event(row)?, by: name_of(op, row.actor_id) })
}

fn evidence(LoggedEvent { event, by }: &LoggedEvent) -> Option<PauseEvidence> {
    let Fact::EvidenceAdded { pause, text, link } = &event.fact else { return None };
    Some(PauseEvidence {
        pause: *pause,
        text: text.clone(),
        link: link.clone(),
        by: by.clone(),
        recorded_at: event.recorded_at,
    })
}

fn terms(coverage: &Coverage, row: &ticket::Model) -> Result<TermsUsed> {
    let version = coverage.versions.get(&row.policy_version_id).ok_or_else(|| missing("the policy version"))?;
    let terms = coverage.terms.get(&row.policy_version_id).ok_or_else(|| missing("the policy version"))?;
    let policy = coverage.policies.get(&version.policy_id).ok_or_else(|| missing("the policy"))?;
    Ok(TermsUsed {
        code: policy.code.clone(),
        name: policy.name.clone(),
        number: version.number,
        terms: terms.as_ref().clone(),
    })
}

/// What the clock keeps, and no more: revisions that came later elsewhere change nothing of it. A link of a chain begins
/// where those before it end.
fn own_pins(clock: &sla_clock::Model, stored: &[sla_clock::Model]) -> Pins {
    let decides = |row: &&sla_clock::Model| match clock.metric {
        Metric::Update => row.metric == Metric::Update && row.seq <= clock.seq,
        _ => row.id == clock.id,
    };
    let clocks = stored.iter().filter(decides).map(|row| (key(row), row.calendar_revision));
    let mut pins = Pins { revision: clock.calendar_revision, clocks: clocks.collect() };
    pins.clocks.sort_unstable();
    pins
}

/// The revisions that the pins take of the calendars of the terms, by number.
async fn calendars(op: &Op, coverage: &Coverage, terms: &PolicyTerms, pins: &Pins) -> Result<Vec<CalendarUsed>> {
    let of_terms: BTreeSet<CalendarId> = terms.targets.iter().map(|target| target.calendar).collect();
    let pinned: BTreeSet<i64> = pins.clocks.iter().map(|pin| pin.1).chain([pins.revision]).collect();
    let taken = |revision: i64| {
        let view = coverage.book.as_of(revision);
        of_terms.iter().filter_map(move |calendar| view.entry(*calendar)).map(|entry| entry.0)
    };
    let numbers: BTreeSet<i64> = pinned.into_iter().flat_map(taken).collect();
    let numbers: Vec<i64> = numbers.into_iter().collect();
    let mut used = Vec::new();
    for row in promise::revisions(op.app().store.read(), &numbers).await? {
        let calendar = coverage.calendars.get(&row.calendar_id).ok_or_else(|| missing("the calendar"))?;
        used.push(CalendarUsed {
            calendar: row.calendar_id,
            code: calendar.code.clone(),
            name: calendar.name.clone(),
            revision: row.revision,
            reason: row.reason,
            spec: serde_json::from_value(row.spec)?,
        });
    }
    Ok(used)
}

fn recorded(row: sla_verdict::Model) -> VerdictRecorded {
    VerdictRecorded {
        revision: row.revision,
        verdict: row.verdict,
        due_at: row.due_at,
        stopped_at: row.stopped_at,
        breached_at: row.breached_at,
        breach_known_at: row.breach_known_at,
        cause: row.cause,
        cause_seq: row.cause_seq,
        policy_version: row.policy_version_id,
        calendar_revision: row.calendar_revision,
        input_hash: row.input_hash,
        recorded_at: row.recorded_at,
    }
}
