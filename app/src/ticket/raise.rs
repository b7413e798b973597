//! Raising a ticket: contract, policy, team and deadlines are found in memory, then one statement writes (DESIGN §9).

use domain::access::Action;
use domain::contract::Contest;
use domain::ids::{AgencyId, ClockId, EventId, OutboxId, PolicyVersionId, TicketId, UserId};
use domain::sla::{Pins, ReplayInput};
use domain::ticket::{NewTicket, TicketState, number_prefix};
use storage::entity::{outbox, ticket};
use storage::write::{Binding, NewTicket as Rows, raise as write};

use super::asked::{Checked, Raise, checked};
use super::clocks::{Cause, compute, difference};
use super::rows::{ClockContext, NO_DUE, event_row, missing, summarise};
use super::told::silence;
use crate::{Bound, Coverage, Error, Op, Result, System, TicketRow, Violation};

/// Raises a ticket and answers with it as a list would show it.
///
/// # Errors
/// `NOT_COVERED` when no contract in force covers the system (E30), `NO_PUBLISHED_VERSION` when nothing is published that
/// its contract promises; mistakes of the input, all at once.
pub async fn raise(op: &Op, asked: &Raise) -> Result<TicketRow> {
    op.require(Action::TicketRaise)?;
    for attempt in 0..2 {
        if attempt > 0 {
            // Somebody changed a contract, policy, calendar, team or the actor's roles since the snapshot.
            op.app().refresh().await?;
        }
        let op = if attempt > 0 { &op.as_now_known()? } else { op };
        let coverage = op.coverage();
        let (mut rows, day) = prepare(op, asked, &coverage)?;
        silence(op, Action::TicketRaise, asked.raised_at, rows.alarms.iter_mut());
        let mut row = rows.ticket.clone();
        let claim = op.claim(Some(row.id.0));
        if let Some(number) = write(&op.app().store, rows, binding(op, &coverage, &day), claim.as_ref()).await? {
            op.claimed();
            op.app().outbox_filled.notify_one();
            row.number = number;
            return Ok(row.into());
        }
        if op.is_claimed_by_another().await? {
            return Err(Error::Repeated);
        }
    }
    Err(Error::Conflict)
}

/// What a write that rests on the snapshots checks in the database.
pub(crate) fn binding<'d>(op: &Op, coverage: &Coverage, day: &'d str) -> Binding<'d> {
    let (actor, grant_version) = (op.actor().user(), op.actor().grant_version());
    Binding { coverage_epoch: coverage.epoch, actor, grant_version, day }
}

fn prepare(op: &Op, asked: &Raise, coverage: &Coverage) -> Result<(Rows, String)> {
    let checked = checked(op, asked)?;
    let at = checked.at(op);
    let Checked { new, system, agency, mut violations } = checked;
    if coverage.contract_for(system.id, at).is_none() {
        violations.push(not_covered());
    }
    let Some(new) = new.filter(|_| violations.is_empty()) else { return Err(Error::Invalid(violations)) };
    rows_of(op, &Wanted { new: &new, system: &system, agency, raised_by: op.actor().user() }, coverage)
}

/// That nobody has promised anything for the system.
pub(crate) fn not_covered() -> Violation {
    let en =
        "no contract in force covers this system on that day; fileUncoveredRequest notes the request until one does";
    let zh = "该系统当日没有生效的运维合同；可先登记未覆盖请求（fileUncoveredRequest），待合同覆盖后转为工单";
    Violation::new("NOT_COVERED", "systemId", en, zh)
}

/// That the contract promises by a policy of which no version is published, or none any more.
pub(crate) fn no_published_version() -> Violation {
    let en = "the SLA policy of the contract has no published version on that day";
    Violation::new("NO_PUBLISHED_VERSION", "systemId", en, "合同的服务级别策略当日没有已发布的版本")
}

/// A checked request of an agency.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'w> {
    pub new: &'w NewTicket,
    pub system: &'w System,
    pub agency: AgencyId,
    pub raised_by: Option<UserId>,
}

/// The rows of a new ticket, and the civil day in its number.
///
/// # Errors
/// `NOT_COVERED` and `NO_PUBLISHED_VERSION`.
pub(crate) fn rows_of(op: &Op, wanted: &Wanted<'_>, coverage: &Coverage) -> Result<(Rows, String)> {
    let (system, raised_at) = (wanted.system, wanted.new.raised_at);
    let Some((bound, contest)) = coverage.binding_for(system.id, raised_at) else {
        return Err(Error::Invalid(vec![not_covered()]));
    };
    let line = op.directory().above(wanted.agency);
    let Some(terms) = coverage.binding_terms(bound.terms, &line, raised_at, op.now()) else {
        return Err(Error::Invalid(vec![no_published_version()]));
    };
    let new = wanted.new.ranked(&terms.severity.matrix);
    let wanted = &Wanted { new: &new, ..*wanted };
    let mut row = ticket_row(op, wanted, bound, terms.version);
    (row.team_id, row.team_rule) = coverage.team_for(bound.contract, system.id).map(|to| (to.team, to.rule)).unzip();
    row.bound_over = contest.as_ref().map(serde_json::to_value).transpose()?;
    let day = bound.contract.day(raised_at);
    let short = op.directory().agencies.get(&wanted.agency).map(|agency| agency.short_code.clone());
    let prefix = number_prefix(&short.unwrap_or_default(), day);
    let rows = rows(op, wanted.new, row, bound, coverage, (terms, contest), prefix)?;
    Ok((rows, day.format("%Y%m%d").to_string()))
}

fn ticket_row(
    op: &Op,
    wanted: &Wanted<'_>,
    Bound { contract, terms }: Bound<'_>,
    policy_version: PolicyVersionId,
) -> ticket::Model {
    let Wanted { new, system, agency, raised_by } = *wanted;
    let none = domain::sla::ClockState::NoPromise;
    ticket::Model {
        id: op.id::<TicketId>(),
        number: String::new(),
        agency_id: agency,
        vendor_id: contract.row.vendor_id,
        system_id: system.id,
        contract_id: contract.row.id,
        policy_version_id: policy_version,
        kind: new.kind,
        title: new.title.clone(),
        description: new.description.clone(),
        site_class: system.site_class,
        impact: new.impact,
        urgency: new.urgency,
        priority: new.priority,
        state: TicketState::New,
        is_open: true,
        assignee_id: None,
        raised_by,
        raised_at: new.raised_at,
        created_at: op.now(),
        updated_at: op.now(),
        resolved_at: None,
        closed_at: None,
        cycle: 1,
        last_seq: 1,
        version: 1,
        next_due_at: NO_DUE,
        breached: false,
        response_state: none,
        response_due_at: None,
        arrival_state: none,
        arrival_due_at: None,
        restore_state: none,
        restore_due_at: None,
        resolve_state: none,
        resolve_due_at: None,
        update_state: none,
        update_due_at: None,
        stars: None,
        cause: None,
        solution: None,
        terms_number: terms.number,
        team_id: None,
        team_rule: None,
        bound_over: None,
        ended_at: None,
    }
}

fn rows(
    op: &Op,
    new: &NewTicket,
    mut row: ticket::Model,
    bound: Bound<'_>,
    coverage: &Coverage,
    (terms, contest): (&domain::sla::PolicyTerms, Option<Contest>),
    number_prefix: String,
) -> Result<Rows> {
    let directory = op.directory();
    let system = directory.systems.get(&row.system_id).ok_or_else(|| missing("the system"))?;
    let circumstances = coverage.circumstances(&directory, system, row.agency_id, new.raised_at);
    let events = new.events(row.site_class, circumstances);
    let pins = Pins::at(coverage.book.latest());
    let computed = compute(&ReplayInput { events: &events, terms, book: &coverage.book, pins: &pins, now: op.now() });
    let context = ClockContext {
        ticket: row.id,
        contract: row.contract_id,
        zone: bound.contract.zone,
        input_hash: &computed.hash,
        holders: &[],
    };
    let known = std::collections::HashMap::<ClockId, i32>::new();
    let cause = Cause { word: "RAISED", seq: Some(1) };
    let difference = difference(&computed, &[], &known, (context, terms.version), cause, op.now());
    summarise(&mut row, &computed.clocks, op.now());
    row.number = number_prefix;
    row.last_seq = i32::try_from(events.len()).unwrap_or(1);
    let (clocks, alarms): (Vec<_>, Vec<_>) =
        difference.clocks.into_iter().map(|change| (change.clock, change.alarms)).unzip();
    // The audit entry cannot be changed: what was decided of contract and team stands there for good.
    let detail = serde_json::json!({
        "priority": row.priority, "systemId": row.system_id, "teamId": row.team_id, "boundOver": contest,
    });
    Ok(Rows {
        events: events
            .iter()
            .map(|event| event_row(row.id, op.id::<EventId>(), event, op.actor().user()))
            .collect::<Result<_>>()?,
        clocks,
        alarms: alarms.into_iter().flatten().collect(),
        verdicts: difference.verdicts,
        audit: op.audit("ticket.raise", ("ticket", row.id.0), detail),
        outbox: outbox::Model {
            id: op.id::<OutboxId>(),
            feed_seq: None,
            topic: "ticket.raised".to_owned(),
            ticket_id: Some(row.id),
            agency_id: Some(row.agency_id),
            vendor_id: Some(row.vendor_id),
            payload: serde_json::json!({ "priority": row.priority, "state": row.state }),
            created_at: op.now(),
        },
        ticket: row,
    })
}
