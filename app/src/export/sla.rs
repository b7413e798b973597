//! The SLA report as a file: one table, its rows add up to its last one.

use domain::export::FileLanguage;
use domain::sla::ClockTally;

use super::contract_period::{tally_cells, tally_columns};
use super::document::{Cell, Column, Document, Section, figures, words};
use super::filter::Facts;
use super::made::{Made, dated};
use super::naming::Names;
use super::words::{Word, yes};
use crate::report::{Dimension, ReportKey, ReportQuery, Spent, sla_report};
use crate::{Op, Result};

/// The file of the report. Needs `report.view`.
///
/// # Errors
/// As [`sla_report`].
pub(super) async fn make(op: &Op, query: &ReportQuery, language: FileLanguage) -> Result<Made> {
    let report = sla_report(op, query).await?;
    let say = |en, zh| language.choose(en, zh);
    let mut columns: Vec<Column> = query.group_by.iter().map(|dimension| column(*dimension, language)).collect();
    columns.extend(tally_columns(language));
    columns.push(figures(say("Time used", "已用时长"), 14));
    columns.push(figures(say("Time paused", "暂停时长"), 14));
    let names = Names::of(op);
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(report.rows.len() + 1);
    for row in &report.rows {
        let keys = row.keys.iter().map(|key| shown(&names, key, language)).collect();
        rows.push(line(keys, row.tally, row.spent));
    }
    rows.push(line(total(query.group_by.len(), language), report.total, report.spent));
    let note = say(
        "A clock counts once: when it was met, or when it was due. Time is that of clocks judged and stopped, in their own measure.",
        "每个时限只计一次：达标计在停止时，超时计在到期时。时长为已判定且已停止的时限按各自口径之和。",
    );
    let document = Document {
        language,
        title: say("SLA report", "服务级别报告").to_owned(),
        facts: facts(op, query, language),
        sections: vec![Section::new(say("Promises kept", "达标情况"), columns, rows).noted(note)],
        as_of: report.as_of,
    };
    Ok(Made { name: dated("sla-report", op), document })
}

fn line(keys: Vec<Cell>, tally: ClockTally, spent: Spent) -> Vec<Cell> {
    let mut row = keys;
    row.extend(tally_cells(tally));
    row.extend([Cell::Seconds(spent.elapsed), Cell::Seconds(spent.paused)]);
    row
}

/// The keys of the last row.
pub(super) fn total(keys: usize, language: FileLanguage) -> Vec<Cell> {
    let first = Cell::Text(language.choose("Total", "合计").to_owned());
    std::iter::once(first).chain(std::iter::repeat(Cell::Empty)).take(keys).collect()
}

/// The column of what rows are told apart by.
pub(super) fn column(dimension: Dimension, language: FileLanguage) -> Column {
    let (en, zh, width) = match dimension {
        Dimension::Contract => ("Contract", "合同", 30),
        Dimension::Vendor => ("Vendor", "服务商", 24),
        Dimension::Agency => ("Agency", "单位", 24),
        Dimension::System => ("System", "系统", 24),
        Dimension::Priority => ("Priority", "优先级", 10),
        Dimension::Metric => ("Metric", "指标", 16),
        Dimension::Month => ("Month", "月份", 10),
        Dimension::Kind => ("Kind", "工单类型", 12),
        Dimension::Cause => ("Cause", "原因", 30),
        Dimension::Team => ("Team", "班组", 20),
        Dimension::Assignee => ("Engineer", "工程师", 16),
    };
    words(language.choose(en, zh), width)
}

/// A key as people read it.
pub(super) fn shown(names: &Names, key: &ReportKey, language: FileLanguage) -> Cell {
    match key {
        ReportKey::Contract(id) => Cell::text(names.contract(*id)),
        ReportKey::Vendor(id) => Cell::Text(names.vendor(*id)),
        ReportKey::Agency(id) => Cell::Text(names.agency(*id)),
        ReportKey::System(id) => Cell::Text(names.system(*id)),
        ReportKey::Priority(priority) => Cell::Text(priority.as_str().to_owned()),
        ReportKey::Metric(metric) => Cell::Text(metric.word(language).to_owned()),
        ReportKey::Month(month) => Cell::Text(format!("{}-{:02}", month / 100, month % 100)),
        ReportKey::Kind(kind) => Cell::Text(kind.word(language).to_owned()),
        ReportKey::Cause(cause) => Cell::text(cause.clone()),
        ReportKey::Team(team) => Cell::text(team.map(|id| names.team(id))),
        ReportKey::Assignee(assignee) => Cell::text(assignee.map(|id| names.person(id))),
    }
}

/// What the figures were narrowed to.
pub(super) fn facts(op: &Op, query: &ReportQuery, language: FileLanguage) -> Vec<(String, String)> {
    let mut facts = Facts::new(op, language);
    let is = |so: Option<bool>| so.map(|so| yes(so, language));
    facts.add("From month", "起始月份", query.from_month.map(|month| month.to_string()));
    facts.add("Until month", "截止月份", query.until_month.map(|month| month.to_string()));
    facts.time("Counted from", "计入时点起", query.counted_from);
    facts.time("Counted before", "计入时点止", query.counted_before);
    facts.parties((query.contract, query.vendor), (query.agency, query.system));
    facts.add("Priority", "优先级", query.priority.map(|priority| priority.as_str()));
    facts.add("Metric", "指标", query.metric.map(|metric| metric.word(language)));
    facts.add("Kind", "工单类型", query.kind.map(|kind| kind.word(language)));
    facts.add("Cause", "原因", query.cause.clone());
    facts.add("With a cause", "已注明原因", is(query.cause_stated));
    facts.add("Team", "班组", query.team.map(|_| "—"));
    facts.add("With a team", "已分组", is(query.routed));
    facts.add("Engineer", "工程师", query.assignee.map(|_| "—"));
    facts.add("With an engineer", "已指派", is(query.assigned));
    facts.finish()
}
