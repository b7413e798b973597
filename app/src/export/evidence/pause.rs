//! The pauses: why each was declared, who answers for it, and who accepted or rejected it.

use chrono_tz::Tz;
use domain::bundle::PauseTold;
use domain::export::FileLanguage;
use domain::ids::PauseId;
use domain::sla::{Explanation, PauseExplained};
use domain::ticket::PauseDecision;

use crate::export::document::{Cell, Section, figures, words};
use crate::export::words::Word;

/// Which pause of a bundle: its place in the table, from 1.
pub(super) fn number_of(pauses: &[PauseTold], id: PauseId) -> Option<usize> {
    pauses.iter().position(|pause| pause.pause == id).map(|place| place + 1)
}

/// Each pause and whether it counts; then what was decided about them, and what was put forward.
pub(super) fn pauses(
    told: &[PauseTold],
    (explanation, zone): (&Explanation, Tz),
    language: FileLanguage,
) -> Vec<Section> {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        figures(say("No.", "序号"), 6),
        words(say("Reason", "原因"), 18),
        words(say("Who answers", "责任方"), 15),
        words(say("Declared by", "申报"), 20),
        words(say("From", "开始"), 19),
        words(say("Until", "结束"), 19),
        words(say("Whether it counts", "是否计入"), 29),
        figures(say("Open time", "服务时间"), 12),
        words(say("Note", "说明"), 34),
    ];
    let row = |(place, pause): (usize, &PauseTold)| {
        let explained = explanation.pauses.iter().find(|of| of.pause == pause.pause);
        let counts = |of: &PauseExplained| Cell::Text(of.standing.word(language).to_owned());
        vec![
            Cell::count(place + 1),
            Cell::Text(pause.reason.word(language).to_owned()),
            Cell::Text(pause.party.word(language).to_owned()),
            Cell::Text(by(pause.side.word(language), pause.by.as_deref())),
            Cell::time(pause.from, zone),
            Cell::time(pause.to, zone),
            explained.map_or(Cell::Empty, counts),
            explained.map_or(Cell::Empty, |of| Cell::Seconds(of.open_seconds)),
            Cell::Text(pause.note.clone()),
        ]
    };
    let note = say(
        "Open time: what the pause spans inside the clock, in the measure of the promise, whether it counts or not.",
        "服务时间：挂起在计时范围内所占的时长，按承诺自身的口径，不论是否计入。",
    );
    let rows = told.iter().enumerate().map(row).collect();
    let all = Section::new(say("Pauses", "挂起"), columns, rows).noted(note);
    [Some(all), decisions(told, zone, language), evidence(told, zone, language)].into_iter().flatten().collect()
}

/// None when there are none.
fn decisions(told: &[PauseTold], zone: Tz, language: FileLanguage) -> Option<Section> {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        figures(say("Pause", "挂起"), 8),
        words(say("Decision", "审核"), 14),
        words(say("By", "经办人"), 20),
        words(say("Recorded", "登记"), 19),
        words(say("Reason", "理由"), 60),
    ];
    let mut rows = Vec::new();
    for (place, pause) in told.iter().enumerate() {
        rows.extend(pause.decisions.iter().map(|decided| {
            let decision = if decided.accepted { PauseDecision::Accepted } else { PauseDecision::Rejected };
            vec![
                Cell::count(place + 1),
                Cell::Text(decision.word(language).to_owned()),
                Cell::text(decided.by.clone()),
                Cell::time(decided.recorded_at, zone),
                Cell::Text(decided.reason.clone()),
            ]
        }));
    }
    let note = say("The last decision about a pause holds.", "同一挂起以最后一次审核为准。");
    (!rows.is_empty()).then(|| Section::new(say("Decisions about pauses", "挂起审核"), columns, rows).noted(note))
}

/// None when there is none.
fn evidence(told: &[PauseTold], zone: Tz, language: FileLanguage) -> Option<Section> {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        figures(say("Pause", "挂起"), 8),
        words(say("By", "经办人"), 20),
        words(say("Recorded", "登记"), 19),
        words(say("What it says", "内容"), 50),
        words(say("Where it is found", "出处"), 30),
    ];
    let mut rows = Vec::new();
    for (place, pause) in told.iter().enumerate() {
        rows.extend(pause.evidence.iter().map(|of| {
            vec![
                Cell::count(place + 1),
                Cell::text(of.by.clone()),
                Cell::time(of.recorded_at, zone),
                Cell::Text(of.text.clone()),
                Cell::text(of.link.clone()),
            ]
        }));
    }
    (!rows.is_empty()).then(|| Section::new(say("Evidence about pauses", "挂起证据"), columns, rows))
}

/// A side, and who of it if that is known.
fn by(side: &str, name: Option<&str>) -> String {
    name.map_or_else(|| side.to_owned(), |name| format!("{side} · {name}"))
}
