//! How a score is reckoned: each term by its formula, then the sum; and the counters that it begins with.

use domain::bundle::AssessmentContents;
use domain::export::FileLanguage;
use domain::fraction::Fraction;
use domain::scorecard::{Counters, Late, Lateness, Percentiles, Scheme, Score, Tally, Term};
use domain::sla::Metric;
use domain::ticket::Priority;
use num_rational::BigRational;

use crate::export::contract_period::{name, not_rated};
use crate::export::document::{Cell, Section, figures, words};
use crate::export::words::Word;

/// Each term's formula, and the steps from its rate to its points.
pub(super) fn reckoning(terms: &[Term], language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Criterion", "考核指标"), 22),
        words(say("Formula", "公式"), 40),
        words(say("Reckoned", "计算"), 50),
    ];
    let row = |term: &Term| {
        vec![
            Cell::Text(name(&term.name, language)),
            Cell::Text(term.formula.word(language).to_owned()),
            Cell::Text(reckoned(term, language)),
        ]
    };
    let note = say(
        "A rate at the target gives 1, at the floor 0, between them what lies between, or what the steps of the scheme say. \
         That share of the weight that counts is the points. Fractions are exact; nothing is rounded before the score.",
        "比率达到目标得 1，不高于底线得 0，其间按比例或按方案分档；有效权重乘以该系数为得分。分数为精确值，总分之前不作舍入。",
    );
    Section::new(say("How each term is reckoned", "各项计算"), columns, terms.iter().map(row).collect()).noted(note)
}

fn reckoned(term: &Term, language: FileLanguage) -> String {
    let share = |of: &Fraction| Cell::Share(of.clone()).shown();
    let Some(rate) = &term.rate else { return String::new() };
    let mut steps = vec![match term.denominator {
        0 => share(rate),
        of => format!("{} ÷ {of} = {}", term.numerator, share(rate)),
    }];
    if let Some(points) = &term.points {
        let (target, floor) = (share(&term.target), share(&term.floor));
        steps.push(if *rate >= term.target {
            format!("≥ {target}: 1")
        } else if *rate <= term.floor {
            format!("≤ {floor}: 0")
        } else if term.steps.is_empty() {
            format!("({} − {floor}) ÷ ({target} − {floor}) = {points}", share(rate))
        } else {
            language.choose(format!("by steps: {points}"), format!("分档：{points}"))
        });
        let (weight, won) = (term.effective_weight.decimal(4), term.contribution.decimal(4));
        steps.push(format!("{weight} × {points} = {won}"));
    }
    steps.join("; ")
}

/// From the terms to the score, line by line.
pub(super) fn total(contents: &AssessmentContents, language: FileLanguage) -> Section {
    let say = |en: &str, zh: &str| Cell::Text(language.choose(en, zh).to_owned());
    let columns = vec![words(language.choose("Line", "项目"), 60), figures(language.choose("Points", "分值"), 16)];
    let (result, card) = (&contents.result, &contents.result.card);
    let points = |of: &Fraction| Cell::Decimal(of.clone(), 4);
    let score =
        |of: Option<Score>| Cell::Text(of.map_or_else(|| not_rated(language).to_owned(), |score| score.to_string()));
    let first = if card.terms.is_empty() {
        vec![say("The scheme takes from", "方案起始分"), points(&Fraction::whole(100))]
    } else {
        let sum: BigRational = card.terms.iter().map(|term| &term.contribution.0).sum();
        vec![say("Points of the terms together", "各项得分之和"), points(&Fraction(sum))]
    };
    let rows = vec![
        first,
        vec![say("Less deductions of the ledger", "减：台账扣分"), points(&card.ledger.deducted)],
        vec![say("Plus bonuses of the ledger", "加：台账加分"), points(&card.ledger.bonus)],
        vec![
            say("Held to 0 to 100, rounded once to hundredths, a half up", "限于 0 至 100，一次四舍五入至百分位"),
            score(card.score),
        ],
        vec![
            say("Plus adjustments booked from closed periods", "加：往期调整"),
            points(&Fraction::of_hundredths(contents.inputs.adjustment())),
        ],
        vec![say("Score, held to 0 to 100", "得分（限于 0 至 100）"), score(result.score)],
    ];
    Section::new(language.choose("The sum", "汇总"), columns, rows)
}

/// What was counted in the period; what was not is left out.
pub(super) fn counters(of: &Counters, language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Counter", "计数项"), 60),
        figures(say("Of these", "其中"), 20),
        figures(say("All", "全部"), 20),
    ];
    let mut lines = vec![
        (say("RESPONSE clocks: met, of met or breached", "响应时限：达标 / 达标＋超时").to_owned(), of.respond),
        (say("ARRIVAL clocks: met, of met or breached", "到场时限：达标 / 达标＋超时").to_owned(), of.arrive),
    ];
    lines.extend(Priority::ALL.iter().zip(of.restore).map(|(priority, tally)| {
        let label = language.choose(
            format!("RESTORE clocks {priority}: met, of met or breached"),
            format!("恢复时限 {priority}：达标 / 达标＋超时"),
        );
        (label, tally)
    }));
    let others = [
        ("RESOLVE clocks: met, of met or breached", "解决时限：达标 / 达标＋超时", of.resolve),
        ("UPDATE clocks: met, of met or breached", "进展反馈时限：达标 / 达标＋超时", of.update),
        ("Solutions: reopened or rejected, of all", "解决：重开或退回 / 全部", of.reopen),
        ("Faults: repeats within 30 days, of all", "故障：30 日内重复 / 全部", of.repeat),
        ("Pause seconds: rejected, of all", "挂起秒数：驳回 / 全部", of.pause),
        ("Ratings: stars together, and how many", "评价：星数之和与份数", of.rating),
        ("RESOLVE clocks of complaints: met, of met or breached", "投诉解决时限：达标 / 达标＋超时", of.complaint),
        ("Closings: complete records, of all", "关闭：记录完整 / 全部", of.record),
        ("Inspections: done in time, of those due", "巡检：按期完成 / 应完成", of.inspection),
    ];
    lines.extend(others.map(|(en, zh, tally)| (say(en, zh).to_owned(), tally)));
    lines.retain(|(_, tally)| *tally != Tally::default());
    let row =
        |(label, tally): (String, Tally)| vec![Cell::Text(label), Cell::Whole(tally.part), Cell::Whole(tally.whole)];
    Section::new(say("What was counted", "计数"), columns, lines.into_iter().map(row).collect())
}

/// Breaches by how late they were; none when there were none.
pub(super) fn late(late: &Late, language: FileLanguage) -> Option<Section> {
    let say = |en, zh| language.choose(en, zh);
    let mut columns = vec![words(say("Metric", "指标"), 24), words(say("Priority", "优先级"), 12)];
    let classes = [Lateness::Late, Lateness::BeyondTwice, Lateness::BeyondThrice];
    columns.extend(classes.map(|class| figures(class.word(language), 24)));
    let mut rows = Vec::new();
    for (metric, priority) in Metric::ALL.iter().flat_map(|metric| Priority::ALL.iter().map(move |of| (*metric, *of))) {
        let counts = late.of(metric, priority);
        if counts != [0; 3] {
            let mut row = vec![Cell::Text(metric.word(language).to_owned()), Cell::Text(priority.as_str().to_owned())];
            row.extend(counts.map(Cell::Whole));
            rows.push(row);
        }
    }
    (!rows.is_empty()).then(|| Section::new(say("Breaches by lateness", "超时程度"), columns, rows))
}

/// How long promises took; none where that was not told.
pub(super) fn times(percentiles: &[Percentiles], language: FileLanguage) -> Option<Section> {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Metric", "指标"), 24),
        figures(say("Kept", "完成数"), 14),
        figures("50 %", 18),
        figures("90 %", 18),
        figures("95 %", 18),
        figures("99 %", 18),
    ];
    let row = |of: &Percentiles| {
        let mut row = vec![Cell::Text(of.metric.word(language).to_owned()), Cell::Whole(of.count)];
        row.extend([of.p50, of.p90, of.p95, of.p99].map(Cell::Seconds));
        row
    };
    let note = say(
        "So many of the promises that were kept at last took at most so long, in their own measure and without pauses. They \
         decide no score.",
        "最终完成的承诺中，相应比例的用时不超过所列时长（按承诺自身口径，不含暂停）；不影响得分。",
    );
    let rows: Vec<Vec<Cell>> = percentiles.iter().map(row).collect();
    (!rows.is_empty()).then(|| Section::new(say("How long promises took", "用时分布"), columns, rows).noted(note))
}

/// The grades.
pub(super) fn bands(scheme: &Scheme, language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![words(say("Grade", "等级"), 40), figures(say("From", "起始分"), 12)];
    let rows = scheme
        .bands
        .iter()
        .map(|band| vec![Cell::Text(name(&band.name, language)), Cell::Decimal(band.from.clone(), 2)]);
    let note = say(
        "Each from its own first score up to the next one's, which it leaves out; the best up to 100.",
        "各等级含起始分，不含上一等级起始分；最高等级至 100。",
    );
    Section::new(say("Grades", "等级"), columns, rows.collect()).noted(note)
}
