//! What happened, event by event, with the hashes that seal them.

use chrono_tz::Tz;
use domain::bundle::{ChainedEvent, PauseTold};
use domain::export::FileLanguage;
use domain::ticket::{EndKind, Fact};

use super::happened;
use super::pause::number_of;
use crate::export::document::{Cell, Section, civil, figures, words};
use crate::export::words::Word;

/// Every event of the bundle in recorded order.
pub(super) fn events(chain: &[ChainedEvent], (pauses, zone): (&[PauseTold], Tz), language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        figures(say("No.", "序号"), 6),
        words(say("Occurred", "发生"), 19),
        words(say("Recorded", "登记"), 19),
        words(say("Side", "方"), 10),
        words(say("By", "经办人"), 14),
        words(say("What", "事件"), 20),
        words(say("Particulars", "内容"), 40),
        words(say("SHA-256, with the event before", "SHA-256（含前一事件）"), 36),
    ];
    let row = |of: &ChainedEvent| {
        let event = &of.logged.event;
        vec![
            Cell::Whole(event.seq.into()),
            Cell::time(event.occurred_at, zone),
            Cell::time(event.recorded_at, zone),
            Cell::Text(event.side.word(language).to_owned()),
            Cell::text(of.logged.by.clone()),
            Cell::Text(happened(event.fact.word(), language)),
            Cell::Text(particulars(&event.fact, (pauses, zone), language)),
            Cell::Text(of.hash.clone()),
        ]
    };
    let note = say(
        "Those events of the ticket's log that move a clock or say to whom time is charged. Each hash covers the one before: \
         an event that is changed, taken out, put in or moved breaks the chain.",
        "工单日志中影响计时或责任归属的事件。每个哈希均含前一事件的哈希：任何事件被改动、删去、插入或调序，链条即告断裂。",
    );
    Section::new(say("Events", "事件"), columns, chain.iter().map(row).collect()).noted(note)
}

fn particulars(fact: &Fact, (pauses, zone): (&[PauseTold], Tz), language: FileLanguage) -> String {
    let pause = |id| match number_of(pauses, id) {
        Some(number) => language.choose(format!("pause {number}"), format!("挂起 {number}")),
        None => String::new(),
    };
    let time = |at| civil(at, zone);
    match fact {
        Fact::Raised { kind, priority, .. } => joined(&[kind.word(language), priority.as_str()]),
        Fact::Resolved { cause, solution } => joined(&[cause, solution]),
        Fact::SolutionRejected { reason }
        | Fact::Reopened { reason }
        | Fact::Cancelled { reason }
        | Fact::HandOverProposed { reason, .. }
        | Fact::HandedOver { reason, .. }
        | Fact::HandOverDeclined { reason } => reason.clone(),
        Fact::Held { pause: id, reason, note } => joined(&[&pause(*id), reason.word(language), note]),
        Fact::Resumed { pause: id } | Fact::PauseAccepted { pause: id } => pause(*id),
        Fact::PauseRejected { pause: id, reason } => joined(&[&pause(*id), reason]),
        Fact::PriorityChanged { from, to, reason, .. } => joined(&[&format!("{from} → {to}"), reason]),
        Fact::PriorityRose { from, to } => format!("{from} → {to}"),
        Fact::Excluded { metric, cycle, reason } => joined(&[&format!("{} {cycle}", metric.word(language)), reason]),
        Fact::EndAccepted { kind: EndKind::NotOurs, note } => joined(&[language.choose("Not ours", "误派"), note]),
        Fact::Restored { remote: true } => language.choose("remotely", "远程").to_owned(),
        Fact::Corrected { of, was, to, .. } => {
            let event = language.choose(format!("event {of}"), format!("事件 {of}"));
            joined(&[&event, &format!("{} → {}", time(*was), time(*to))])
        }
        Fact::ExclusionApplied { pause: id, reason, from, to, note, .. } => {
            joined(&[&pause(*id), reason.word(language), &format!("{} – {}", time(*from), time(*to)), note])
        }
        Fact::ExclusionShortened { pause: id, to, note, .. } => joined(&[&pause(*id), &time(*to), note]),
        Fact::DisputeDecided { ruling, reason, .. } => joined(&[ruling.outcome().word(language), reason]),
        _ => String::new(),
    }
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}
