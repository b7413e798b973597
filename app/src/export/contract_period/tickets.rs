//! The tickets of a period, and the pauses that began in it.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use domain::export::FileLanguage;
use domain::sla::{ClockState, Metric};
use domain::ticket::{Pause, PauseDecision, PauseParty};

use super::known::KnownTicket;
use crate::export::document::{Cell, Section, figures, words};
use crate::export::naming::Names;
use crate::export::pauses::{note, tally_cells, tally_columns};
use crate::export::words::Word;
use crate::report::PauseTally;

/// Every ticket that was raised, or has a clock or a pause, in the period.
pub(super) fn tickets(known: &[KnownTicket], (names, zone): (&Names, Tz), language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let mut columns = vec![
        words(say("Number", "编号"), 21),
        words(say("Title", "标题"), 26),
        words(say("System", "系统"), 16),
        words(say("Priority", "优先级"), 8),
        words(say("State", "状态"), 9),
        words(say("Raised", "报障时间"), 18),
        words(say("Restored", "恢复时间"), 18),
        words(say("Resolved", "解决时间"), 18),
    ];
    let metrics = [Metric::Response, Metric::Arrival, Metric::Restore, Metric::Resolve];
    columns.extend(metrics.iter().map(|metric| words(metric.word(language), 11)));
    let row = |ticket: &KnownTicket| {
        let stands = &ticket.stands;
        let mut row = vec![
            Cell::Text(ticket.number.clone()),
            Cell::Text(ticket.title.clone()),
            Cell::Text(names.system(ticket.system)),
            Cell::Text(stands.priority.as_str().to_owned()),
            Cell::Text(stands.state.word(language).to_owned()),
            Cell::time(stands.raised_at, zone),
            Cell::time(stands.restored_at.or(stands.resolved_at), zone),
            Cell::time(stands.resolved_at, zone),
        ];
        row.extend(
            metrics.iter().map(|metric| Cell::text(state_of(ticket, *metric).map(|state| state.word(language)))),
        );
        row
    };
    let note = say(
        "Raised in the period, or with a clock or a pause that counts in it; each promise as its last clock of the period says.",
        "周期内提交的工单，以及有时限或挂起计入本周期的工单；各承诺以周期内最后一个时限为准。",
    );
    Section::new(say("Tickets", "工单"), columns, known.iter().map(row).collect()).noted(note)
}

/// What came of the last clock of a metric that counts in the period.
fn state_of(ticket: &KnownTicket, metric: Metric) -> Option<ClockState> {
    let of_metric = ticket.clocks.iter().filter(|known| known.clock.key.metric == metric);
    of_metric.max_by_key(|known| known.clock.key).map(|known| known.clock.state)
}

/// Every pause that began in the period, in that order.
pub(super) fn pauses(known: &[KnownTicket], zone: Tz, language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Ticket", "工单"), 22),
        words(say("Reason", "原因"), 18),
        words(say("Party", "责任方"), 12),
        words(say("From", "开始"), 19),
        words(say("Until", "结束"), 19),
        figures(say("Length", "时长"), 12),
        words(say("Decision", "审核"), 10),
        words(say("Note", "说明"), 34),
    ];
    let mut all: Vec<(&KnownTicket, &(Pause, String))> =
        known.iter().flat_map(|ticket| ticket.pauses.iter().map(move |pause| (ticket, pause))).collect();
    all.sort_by_key(|(ticket, (pause, _))| (pause.from, &ticket.number, pause.id));
    let row = |(ticket, (pause, note)): (&KnownTicket, &(Pause, String))| {
        vec![
            Cell::Text(ticket.number.clone()),
            Cell::Text(pause.reason.word(language).to_owned()),
            Cell::Text(pause.reason.party().word(language).to_owned()),
            Cell::time(pause.from, zone),
            Cell::time(pause.until, zone),
            length(pause).map_or(Cell::Empty, Cell::Seconds),
            Cell::Text(pause.decision.word(language).to_owned()),
            Cell::Text(note.clone()),
        ]
    };
    let rows = all.into_iter().map(row).collect();
    Section::new(say("Pauses", "挂起明细"), columns, rows).noted(note(language))
}

/// The same by party: how many, what was decided, and how long.
pub(super) fn pauses_by_party(known: &[KnownTicket], language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let mut columns = vec![words(say("Party", "责任方"), 18)];
    columns.extend(tally_columns(language));
    let mut parties: BTreeMap<PauseParty, PauseTally> = BTreeMap::new();
    for (pause, _) in known.iter().flat_map(|ticket| &ticket.pauses) {
        let tally = parties.entry(pause.reason.party()).or_default();
        *tally = *tally + tally_of(pause);
    }
    let row = |(party, tally): (&PauseParty, &PauseTally)| {
        let mut row = vec![Cell::Text(party.word(language).to_owned())];
        row.extend(tally_cells(*tally));
        row
    };
    Section::new(say("Pauses by party", "挂起汇总"), columns, parties.iter().map(row).collect())
}

fn tally_of(pause: &Pause) -> PauseTally {
    let seconds = length(pause).unwrap_or(0);
    let declared = PauseTally { declared_seconds: seconds, ..PauseTally::default() };
    match pause.decision {
        PauseDecision::Pending => PauseTally { pending: 1, ..declared },
        PauseDecision::Accepted => PauseTally { accepted: 1, ..declared },
        PauseDecision::Rejected => PauseTally { rejected: 1, rejected_seconds: seconds, ..declared },
    }
}

fn length(pause: &Pause) -> Option<i64> {
    pause.until.map(|until| (until - pause.from).num_seconds())
}
