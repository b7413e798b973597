//! The score of a period: every term, what the ledger took off, what was booked from elsewhere.

use domain::assessment::AssessmentInputs;
use domain::export::FileLanguage;
use domain::fraction::Fraction;
use domain::scorecard::{LedgerLine, LedgerSheet, Name, Score, Term};

use crate::export::document::{Cell, Section, figures, words};
use crate::export::words::Word;

/// Every term of a card.
pub(in crate::export) fn terms(terms: &[Term], language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Criterion", "考核指标"), 26),
        figures(say("Part", "分子"), 9),
        figures(say("Whole", "分母"), 9),
        figures(say("Rate", "比率"), 9),
        figures(say("Target", "目标"), 9),
        figures(say("Floor", "底线"), 9),
        figures(say("Weight", "权重"), 9),
        figures(say("Weight that counts", "有效权重"), 10),
        figures(say("Points", "得分"), 9),
        words(say("Note", "说明"), 12),
    ];
    let row = |term: &Term| {
        vec![
            Cell::Text(name(&term.name, language)),
            Cell::Whole(term.numerator),
            Cell::Whole(term.denominator),
            Cell::share(term.rate.clone()),
            Cell::Share(term.target.clone()),
            Cell::Share(term.floor.clone()),
            Cell::Decimal(term.weight.clone(), 2),
            Cell::Decimal(term.effective_weight.clone(), 2),
            Cell::Decimal(term.contribution.clone(), 2),
            Cell::text(term.note.map(|note| note.word(language))),
        ]
    };
    let rows = terms.iter().map(row).collect();
    let note = say(
        "The weight of a criterion without data goes to the others in proportion; points add up to the score before the ledger.",
        "无数据指标的权重按比例分给其余指标；各项得分之和为扣分台账调整前的得分。",
    );
    Section::new(say("Scorecard", "考核得分"), columns, rows).noted(note)
}

/// What was taken off and put on beside the terms; none when nothing was.
pub(in crate::export) fn ledger(sheet: &LedgerSheet, language: FileLanguage) -> Option<Section> {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Item", "事项"), 30),
        figures(say("Entries", "登记数"), 9),
        figures(say("Breaches counted", "计入超时数"), 12),
        figures(say("Points booked", "登记分值"), 11),
        figures(say("Cap", "上限"), 9),
        figures(say("Points counted", "计入分值"), 11),
        words(say("Note", "说明"), 16),
    ];
    let row = |line: &LedgerLine| {
        let cap = line.cap.clone().map_or(Cell::Empty, |cap| Cell::Decimal(cap, 2));
        vec![
            Cell::Text(line.name.as_ref().map_or_else(|| line.item.clone(), |of| name(of, language))),
            Cell::count(line.entries.len()),
            line.late.map_or(Cell::Empty, |late| Cell::Whole(late.iter().sum())),
            Cell::Decimal(line.booked.clone(), 2),
            cap,
            Cell::Decimal(line.counted.clone(), 2),
            Cell::text(line.note.map(|note| note.word(language))),
        ]
    };
    let rows: Vec<Vec<Cell>> = sheet.lines.iter().map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let (off, on) = (sheet.deducted.decimal(2), sheet.bonus.decimal(2));
    let note = language.choose(format!("In all {off} off and {on} on."), format!("合计扣 {off} 分，加 {on} 分。"));
    Some(Section::new(say("Deduction ledger", "扣分台账"), columns, rows).noted(note))
}

/// Points of closed periods that were booked into this one; none when there are none.
pub(in crate::export) fn adjustments(inputs: Option<&AssessmentInputs>, language: FileLanguage) -> Option<Section> {
    let booked = &inputs?.adjustments;
    if booked.is_empty() {
        return None;
    }
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Cause", "原因"), 20),
        words(say("About the assessment", "所涉考核"), 40),
        figures(say("Points", "分值"), 10),
    ];
    let rows = booked.iter().map(|of| {
        vec![
            Cell::Text(of.cause.word(language).to_owned()),
            Cell::Text(of.about.to_string()),
            Cell::Decimal(Fraction::of_hundredths(of.points_hundredths), 2),
        ]
    });
    Some(Section::new(say("Booked from closed periods", "往期调整"), columns, rows.collect()))
}

/// A score and its grade; "not rated" is neither 0 nor 100.
pub(in crate::export) fn score_and_grade(
    (score, grade): (Option<Score>, Option<&Name>),
    language: FileLanguage,
) -> String {
    let Some(score) = score else { return not_rated(language).to_owned() };
    match grade.map(|grade| name(grade, language)) {
        Some(grade) => language.choose(format!("{score} ({grade})"), format!("{score}（{grade}）")),
        None => score.to_string(),
    }
}

/// Of a period with nothing to rate.
pub(in crate::export) const fn not_rated(language: FileLanguage) -> &'static str {
    match language {
        FileLanguage::En => "Not rated",
        FileLanguage::Zh => "不予评定",
    }
}

/// A name in the language of the file.
pub(in crate::export) fn name(of: &Name, language: FileLanguage) -> String {
    language.choose(&of.en, &of.zh).clone()
}
