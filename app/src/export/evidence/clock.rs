//! A clock: the arithmetic in words, its time piece by piece, and what it was promised by.

use chrono_tz::Tz;
use domain::bundle::{CalendarUsed, PauseTold, TermsUsed};
use domain::export::FileLanguage;
use domain::fraction::Fraction;
use domain::sla::{
    Charge, Explanation, LimitExplained, Segment, Sentence, SlaTarget, TargetChoice, TargetDuration, charges,
};

use super::pause::number_of;
use crate::export::document::{Cell, Column, Section, figures, words};
use crate::export::words::{Word, yes};

/// What a reader needs to reckon the deadline again, line by line.
pub(super) fn reckoning(explanation: &Explanation, language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![figures(say("No.", "序号"), 6), words(say("Step by step", "逐步说明"), 100)];
    let row = |(place, said): (usize, &Sentence)| {
        vec![Cell::count(place + 1), Cell::Text(language.choose(&said.en, &said.zh).clone())]
    };
    let rows = explanation.sentences.iter().enumerate().map(row).collect();
    let note = say(
        "Start, plus the promise, plus the open time of pauses that count, is the deadline. The pieces of time below add up \
         to the same.",
        "起算时间加承诺时长，再加计入的暂停时长，即为截止时间；与下列各时段之和一致。",
    );
    Section::new(say("The arithmetic in words", "计算过程"), columns, rows).noted(note)
}

/// The time from start to end, piece by piece, and who answers for each.
pub(super) fn segments(
    explanation: &Explanation,
    (pauses, zone): (&[PauseTold], Tz),
    language: FileLanguage,
) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let several = explanation.segments.iter().any(|piece| piece.vendor.is_some());
    let mut columns = vec![
        figures(say("No.", "序号"), 6),
        words(say("From", "开始"), 19),
        words(say("Until", "结束"), 19),
        words(say("What it was", "性质"), 24),
        words(say("Who answers", "责任方"), 14),
        figures(say("Pause", "挂起"), 7),
        figures(say("Open time", "服务时间"), 12),
    ];
    columns.extend(vendor_column(several, language));
    let row = |(place, piece): (usize, &Segment)| {
        let pause = piece.pause.and_then(|pause| number_of(pauses, pause));
        let mut row = vec![
            Cell::count(place + 1),
            Cell::time(piece.from, zone),
            Cell::time(piece.to, zone),
            Cell::Text(piece.kind.word(language).to_owned()),
            Cell::Text(piece.party.word(language).to_owned()),
            pause.map_or(Cell::Empty, Cell::count),
            Cell::Seconds(piece.open_seconds),
        ];
        row.extend(several.then(|| Cell::text(piece.vendor.map(|vendor| vendor.to_string()))));
        row
    };
    let note = say(
        "Half-open intervals. Open time is in the measure of the promise: service hours, or round the clock. A pause is named \
         by its number.",
        "左闭右开区间。服务时间按承诺自身的口径（服务时段或自然时间）。挂起以其序号表示。",
    );
    let rows = explanation.segments.iter().enumerate().map(row).collect();
    Section::new(say("Pieces of time", "计时分段"), columns, rows).noted(note)
}

/// The same time added up by who answers for it.
pub(super) fn charged(explanation: &Explanation, language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let charges = charges(&explanation.segments);
    let several = charges.iter().any(|charge| charge.vendor.is_some());
    let total: i64 = charges.iter().map(|charge| charge.open_seconds).sum();
    let mut columns = vec![
        words(say("Who answers", "责任方"), 20),
        figures(say("Open time", "服务时间"), 14),
        figures(say("Share", "占比"), 10),
    ];
    columns.extend(vendor_column(several, language));
    let row = |charge: &Charge| {
        let mut row = vec![
            Cell::Text(charge.party.word(language).to_owned()),
            Cell::Seconds(charge.open_seconds),
            Cell::share(Fraction::new(charge.open_seconds, total)),
        ];
        row.extend(several.then(|| Cell::text(charge.vendor.map(|vendor| vendor.to_string()))));
        row
    };
    Section::new(say("Who answers for the time", "用时归属"), columns, charges.iter().map(row).collect())
}

/// Of a ticket that several vendors had, which one: bundles name the others by their ids alone.
fn vendor_column(several: bool, language: FileLanguage) -> Option<Column> {
    several.then(|| words(language.choose("Vendor's id", "服务商标识"), 40))
}

/// Every limit that came up, and what became of it.
pub(super) fn limits(explanation: &Explanation, zone: Tz, language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Promise", "承诺"), 26),
        words(say("Because of", "起因"), 16),
        words(say("From", "起算"), 19),
        figures(say("Comes to", "折合时长"), 12),
        words(say("Due", "截止时间"), 19),
        words(say("Outcome", "结果"), 18),
    ];
    let row = |limit: &LimitExplained| {
        vec![
            Cell::Text(promised(limit.duration, language)),
            Cell::Text(limit.cause.word(language).to_owned()),
            Cell::time(limit.starts_at, zone),
            Cell::Seconds(limit.seconds),
            Cell::time(limit.due_at, zone),
            Cell::Text(limit.outcome.word(language).to_owned()),
        ]
    };
    Section::new(say("Limits", "时限"), columns, explanation.limits.iter().map(row).collect())
}

/// The targets of the metric, the one that applies and those that do not, and in whose hours each counts.
pub(super) fn targets(
    explanation: &Explanation,
    (terms, calendars): (&TermsUsed, &[CalendarUsed]),
    language: FileLanguage,
) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Promise", "承诺"), 26),
        words(say("Priority", "优先级"), 9),
        words(say("Calendar", "日历"), 20),
        words(say("Pauses", "可暂停"), 9),
        words(say("Whether it applies", "是否适用"), 32),
    ];
    let calendar_of = |target: &SlaTarget| {
        let found = calendars.iter().find(|calendar| calendar.calendar == target.calendar);
        found.map_or_else(|| target.calendar.to_string(), |calendar| calendar.code.clone())
    };
    let row = |choice: &TargetChoice| {
        let target = terms.terms.targets.iter().find(|target| target.id == choice.target)?;
        Some(vec![
            Cell::Text(promised(target.duration, language)),
            Cell::Text(target.priority.as_str().to_owned()),
            Cell::Text(calendar_of(target)),
            Cell::Text(yes(target.pausable, language).to_owned()),
            Cell::Text(choice.outcome.word(language).to_owned()),
        ])
    };
    let note = say(
        "Of the version of the policy that binds the ticket, for the priority when the clock started.",
        "取自约束本工单的策略版本，按起算时的优先级。",
    );
    Section::new(say("Targets", "目标"), columns, explanation.targets.iter().filter_map(row).collect()).noted(note)
}

/// The revisions of calendars that the clock is counted with.
pub(super) fn calendars(used: &[CalendarUsed], language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Code", "代码"), 20),
        words(say("Name", "名称"), 28),
        figures(say("Revision", "修订"), 9),
        words(say("Zone", "时区"), 18),
        words(say("Reason", "修订原因"), 36),
    ];
    let row = |of: &CalendarUsed| {
        vec![
            Cell::Text(of.code.clone()),
            Cell::Text(of.name.clone()),
            Cell::Whole(of.revision),
            Cell::Text(of.spec.zone.name().to_owned()),
            Cell::Text(of.reason.clone()),
        ]
    };
    let note = say("Day by day in calendars.json.", "逐日内容见 calendars.json。");
    Section::new(say("Calendars", "日历"), columns, used.iter().map(row).collect()).noted(note)
}

fn promised(duration: TargetDuration, language: FileLanguage) -> String {
    let length = |seconds| Cell::Seconds(seconds).shown();
    match duration {
        TargetDuration::Working(seconds) => {
            let length = length(seconds);
            language.choose(format!("{length} of service hours"), format!("服务时间 {length}"))
        }
        TargetDuration::RealTime(seconds) => {
            let length = length(seconds);
            language.choose(format!("{length} round the clock"), format!("自然时间 {length}"))
        }
        TargetDuration::WorkingDays(days) => {
            language.choose(format!("{days} working days"), format!("{days} 个工作日"))
        }
    }
}
