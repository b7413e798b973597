//! Disputes, step by step.

use chrono_tz::Tz;
use domain::bundle::{DisputeStepTaken, DisputeTold};
use domain::dispute::{Part, Ruling};
use domain::export::FileLanguage;

use crate::export::document::{Cell, Section, civil, figures, words};
use crate::export::words::Word;

/// Every step of every dispute.
pub(super) fn disputes(told: &[DisputeTold], zone: Tz, language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        figures(say("No.", "序号"), 6),
        words(say("About", "所涉"), 20),
        words(say("Stands", "状态"), 16),
        words(say("Step", "步骤"), 20),
        words(say("Side", "方"), 10),
        words(say("By", "经办人"), 14),
        words(say("When", "时间"), 19),
        words(say("Decision", "裁定"), 32),
        words(say("Reason", "理由"), 32),
        words(say("Evidence", "证据"), 26),
    ];
    let row = |place: usize, dispute: &DisputeTold, step: &DisputeStepTaken| {
        vec![
            Cell::count(place + 1),
            Cell::Text(about(dispute, language)),
            Cell::Text(dispute.state.word(language).to_owned()),
            Cell::Text(step.step.word(language).to_owned()),
            Cell::Text(step.side.word(language).to_owned()),
            Cell::Text(step.by.clone()),
            Cell::time(step.taken_at, zone),
            Cell::text(step.ruling.as_ref().map(|ruling| decided(ruling, zone, language))),
            Cell::Text(step.reason.clone()),
            Cell::Text(step.evidence.clone()),
        ]
    };
    let mut rows = Vec::new();
    for (place, dispute) in told.iter().enumerate() {
        rows.extend(dispute.steps.iter().map(|step| row(place, dispute, step)));
    }
    Section::new(say("Disputes", "申诉"), columns, rows)
}

fn about(dispute: &DisputeTold, language: FileLanguage) -> String {
    let subject = dispute.subject.word(language);
    match dispute.revision {
        Some(revision) => {
            language.choose(format!("{subject}, revision {revision}"), format!("{subject}（第 {revision} 版）"))
        }
        None if dispute.criterion.is_empty() => subject.to_owned(),
        None => format!("{subject} · {}", dispute.criterion),
    }
}

fn decided(ruling: &Ruling, zone: Tz, language: FileLanguage) -> String {
    let outcome = ruling.outcome().word(language);
    match ruling {
        Ruling::Uphold | Ruling::Exclude => outcome.to_owned(),
        Ruling::ReAttribute { party } => format!("{outcome} · {}", party.word(language)),
        Ruling::Partly(Part::Score { score }) => format!("{outcome} · {score}"),
        Ruling::Partly(Part::Time { intervals }) => {
            let taken_out = intervals.iter().map(|of| {
                let (from, to, party) = (civil(of.from, zone), civil(of.to, zone), of.party.word(language));
                format!("{from} – {to} {party}")
            });
            [outcome.to_owned()].into_iter().chain(taken_out).collect::<Vec<_>>().join(" · ")
        }
    }
}
