//! A ranking as a file: each list with its ranks, and who stands in none.

use domain::access::Action;
use domain::export::FileLanguage;
use domain::fraction::Fraction;
use domain::ids::RankingId;
use domain::ranking::{RankedList, RankedRow, RankingMeasure, UnratedRow};
use domain::scorecard::Period;

use super::contract_period::name;
use super::document::{Cell, Document, Section, civil, figures, words};
use super::filter::ZONE;
use super::made::Made;
use super::naming::Names;
use super::words::{Word, named, yes};
use crate::ranking::find_ranking;
use crate::{Op, Result};

/// The file of the version that the actor sees, as far as they see it. Needs `report.view` and `ranking.view`.
///
/// # Errors
/// FORBIDDEN, NOT_FOUND.
pub(super) async fn make(op: &Op, id: RankingId, language: FileLanguage) -> Result<Made> {
    op.require(Action::ReportView)?;
    op.require(Action::RankingView)?;
    let view = find_ranking(op, id).await?;
    let row = &view.row;
    let period = Period { kind: row.period_kind, start: row.period_start };
    let say = |en: &str, zh: &str| language.choose(en, zh).to_owned();
    let mut facts = vec![
        (say("Under", "排名范围"), Names::of(op).agency(row.agency_id)),
        (say("Period", "周期"), named(period, language)),
        (say("State", "状态"), view.state.word(language).to_owned()),
        (say("Version", "版本"), view.number.to_string()),
        (say("Fewest events of a rank", "最低样本"), row.min_sample.to_string()),
    ];
    if let Some(announced) = view.announced_at {
        facts.push((say("Announced", "公示时间"), civil(announced, ZONE)));
        facts.push((say("Time zone", "时区"), ZONE.name().to_owned()));
    }
    let mut sections = Vec::new();
    for list in &view.sheet.lists {
        sections.push(ranks(list, language));
        sections.extend(unrated(list, language));
    }
    let name = format!("ranking-{}-{}-{}", period.kind, period.start, view.number);
    let title = say("Ranking", "排名");
    let as_of = view.announced_at.unwrap_or(row.created_at);
    Ok(Made { name, document: Document { language, title, facts, sections, as_of } })
}

fn ranks(list: &RankedList, language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        figures(say("Rank", "名次"), 8),
        words(say("Tied", "并列"), 8),
        words(say("Name", "名称"), 32),
        figures(list.measure.word(language), 16),
        words(say("Grade", "等级"), 10),
        figures(say("Counted", "样本"), 10),
        words(say("Confidence", "可信度"), 10),
        words(say("Notes", "说明"), 30),
    ];
    let row = |row: &RankedRow| {
        let notes: Vec<&str> = row.notes.iter().map(|note| note.word(language)).collect();
        vec![
            Cell::Whole(row.rank),
            Cell::Text(yes(row.tied, language).to_owned()),
            Cell::Text(row.name.clone()),
            figure(list.measure, row.figure),
            Cell::text(row.grade.as_ref().map(|grade| name(grade, language))),
            Cell::Whole(row.sample),
            Cell::Text(row.confidence.word(language).to_owned()),
            Cell::Text(notes.join(language.choose("; ", "；"))),
        ]
    };
    Section::new(list.measure.word(language), columns, list.rows.iter().map(row).collect())
}

/// Who cannot be compared; none when everybody can.
fn unrated(list: &RankedList, language: FileLanguage) -> Option<Section> {
    if list.unrated.is_empty() {
        return None;
    }
    let say = |en, zh| language.choose(en, zh);
    let columns =
        vec![words(say("Name", "名称"), 32), words(say("Why", "原因"), 24), figures(say("Counted", "样本"), 10)];
    let row = |row: &UnratedRow| {
        vec![Cell::Text(row.name.clone()), Cell::Text(row.reason.word(language).to_owned()), Cell::Whole(row.sample)]
    };
    let measure = list.measure.word(language);
    let heading = language.choose(format!("{measure}: without rank"), format!("{measure}：未参与排名"));
    Some(Section::new(heading, columns, list.unrated.iter().map(row).collect()))
}

fn figure(measure: RankingMeasure, figure: i64) -> Cell {
    match measure {
        RankingMeasure::Score => Cell::Decimal(Fraction::of_hundredths(figure), 2),
        RankingMeasure::TimeToAccept | RankingMeasure::TimeToConfirm => Cell::Seconds(figure),
        RankingMeasure::RejectedPauses => Cell::share(Fraction::new(figure, 10_000)),
    }
}
