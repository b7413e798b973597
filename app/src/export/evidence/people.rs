//! What people did about a period: booked, gave, accepted, decided, signed.

use domain::bundle::{BookedEntry, GivenScore, Signature, StepTaken};
use domain::export::FileLanguage;
use domain::fraction::Fraction;

use crate::export::document::{Cell, Section, figures, words};
use crate::export::filter::ZONE;
use crate::export::words::{Word, yes};

/// The rows behind the ledger's lines; none when nothing was booked.
pub(super) fn entries(booked: &[BookedEntry], language: FileLanguage) -> Option<Section> {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Item", "事项"), 18),
        figures(say("Points", "分值"), 9),
        words(say("On", "发生日"), 11),
        words(say("Evidence", "依据"), 38),
        words(say("By", "登记人"), 16),
        words(say("Booked", "登记"), 19),
    ];
    let row = |of: &BookedEntry| {
        vec![
            Cell::Text(of.item.clone()),
            Cell::Decimal(Fraction::of_hundredths(of.points_hundredths), 2),
            Cell::Text(of.occurred_on.to_string()),
            Cell::Text(of.evidence.clone()),
            Cell::Text(of.by.clone()),
            Cell::time(of.booked_at, ZONE),
        ]
    };
    (!booked.is_empty())
        .then(|| Section::new(say("Entries of the ledger", "台账登记"), columns, booked.iter().map(row).collect()))
}

/// The scores that people gave; none when there are none.
pub(super) fn given(given: &[GivenScore], language: FileLanguage) -> Option<Section> {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Criterion", "考核指标"), 18),
        words(say("Given", "评分"), 10),
        words(say("Counts", "计入"), 10),
        words(say("Evidence", "依据"), 32),
        words(say("Given by", "评分人"), 16),
        words(say("Given at", "评分时间"), 19),
        words(say("Accepted by", "复核人"), 16),
        words(say("Accepted at", "复核时间"), 19),
        words(say("Revised by a dispute", "申诉改判"), 40),
    ];
    let row = |of: &GivenScore| {
        let revised = of.revised.as_ref().map(|revised| format!("{} · {}", revised.by, revised.reason));
        vec![
            Cell::Text(of.criterion.clone()),
            Cell::Text(of.rate.to_string()),
            Cell::Text(of.counts().to_string()),
            Cell::Text(of.evidence.clone()),
            Cell::Text(of.by.clone()),
            Cell::time(of.given_at, ZONE),
            Cell::text(of.accepted_by.clone()),
            Cell::time(of.accepted_at, ZONE),
            Cell::text(revised),
        ]
    };
    (!given.is_empty())
        .then(|| Section::new(say("Scores that people gave", "人工评分"), columns, given.iter().map(row).collect()))
}

/// The steps of the assessment.
pub(super) fn steps(taken: &[StepTaken], language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Step", "步骤"), 24),
        words(say("State after it", "其后状态"), 14),
        words(say("By", "经办人"), 16),
        words(say("When", "时间"), 19),
        words(say("What was said", "意见"), 38),
    ];
    let row = |of: &StepTaken| {
        vec![
            Cell::Text(of.step.word(language).to_owned()),
            Cell::Text(of.state.word(language).to_owned()),
            Cell::Text(of.by.clone()),
            Cell::time(of.recorded_at, ZONE),
            Cell::text(of.note.clone()),
        ]
    };
    Section::new(say("Steps", "办理过程"), columns, taken.iter().map(row).collect())
}

/// Who signed which fingerprint.
pub(super) fn signatures(signed: &[Signature], language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Side", "方"), 12),
        words(say("By", "签署人"), 16),
        words(say("When", "时间"), 19),
        words(say("Fingerprint", "校验值"), 52),
        words(say("Counts", "有效"), 8),
    ];
    let row = |of: &Signature| {
        vec![
            Cell::Text(of.side.word(language).to_owned()),
            Cell::Text(of.by.clone()),
            Cell::time(of.signed_at, ZONE),
            Cell::Text(of.input_hash.clone()),
            Cell::Text(yes(of.counts, language).to_owned()),
        ]
    };
    let note = say("One before the decision that holds counts no more.", "在现行审定之前的签署不再有效。");
    Section::new(say("Signatures", "签署"), columns, signed.iter().map(row).collect()).noted(note)
}
