//! The report of work as a file.

use domain::export::FileLanguage;

use super::document::{Cell, Column, Document, Section, figures, words};
use super::filter::Facts;
use super::made::{Made, dated};
use super::naming::Names;
use super::sla::total;
use super::words::Word;
use crate::report::{WorkloadDimension, WorkloadKey, WorkloadQuery, WorkloadTally, workload_report};
use crate::{Op, Result};

/// The file of the report. Needs `report.view`.
///
/// # Errors
/// As [`workload_report`].
pub(super) async fn make(op: &Op, query: &WorkloadQuery, language: FileLanguage) -> Result<Made> {
    let report = workload_report(op, query).await?;
    let say = |en, zh| language.choose(en, zh);
    let mut columns: Vec<Column> = query.group_by.iter().map(|dimension| column(*dimension, language)).collect();
    columns.extend([
        figures(say("Open at start", "期初未结"), 12),
        figures(say("Raised", "提交"), 10),
        figures(say("Resolved", "已解决"), 10),
        figures(say("Closed", "关闭"), 10),
        figures(say("Cancelled", "取消"), 10),
        figures(say("Open at end", "期末未结"), 12),
        figures(say("Time booked", "登记工时"), 12),
        figures(say("Billable", "其中计费"), 12),
    ]);
    let names = Names::of(op);
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(report.rows.len() + 1);
    for (keys, tally) in &report.rows {
        rows.push(line(keys.iter().map(|key| shown(&names, *key, language)).collect(), *tally));
    }
    rows.push(line(total(query.group_by.len(), language), report.total));
    let mut facts = Facts::new(op, language);
    facts.time("From", "起始", query.window.from);
    facts.time("Before", "截止", query.window.before);
    facts.parties((query.contract, query.vendor), (query.agency, query.system));
    let document = Document {
        language,
        title: say("Workload", "工作量").to_owned(),
        facts: facts.finish(),
        sections: vec![Section::new(say("Workload", "工作量"), columns, rows)],
        as_of: op.now(),
    };
    Ok(Made { name: dated("workload-report", op), document })
}

fn line(keys: Vec<Cell>, tally: WorkloadTally) -> Vec<Cell> {
    let WorkloadTally { raised, resolved, closed, cancelled, open_at_end, minutes, billable_minutes } = tally;
    let mut row = keys;
    row.extend([tally.open_at_start(), raised, resolved, closed, cancelled, open_at_end].map(Cell::Whole));
    row.extend([minutes, billable_minutes].map(|minutes| Cell::Seconds(minutes * 60)));
    row
}

fn column(dimension: WorkloadDimension, language: FileLanguage) -> Column {
    let (en, zh, width) = match dimension {
        WorkloadDimension::Contract => ("Contract", "合同", 30),
        WorkloadDimension::Vendor => ("Vendor", "服务商", 24),
        WorkloadDimension::Agency => ("Agency", "单位", 24),
        WorkloadDimension::System => ("System", "系统", 24),
        WorkloadDimension::Team => ("Team", "班组", 20),
        WorkloadDimension::Engineer => ("Engineer", "工程师", 16),
        WorkloadDimension::Kind => ("Kind", "工单类型", 12),
        WorkloadDimension::Priority => ("Priority", "优先级", 10),
    };
    words(language.choose(en, zh), width)
}

fn shown(names: &Names, key: WorkloadKey, language: FileLanguage) -> Cell {
    match key {
        WorkloadKey::Contract(id) => Cell::text(names.contract(id)),
        WorkloadKey::Vendor(id) => Cell::Text(names.vendor(id)),
        WorkloadKey::Agency(id) => Cell::Text(names.agency(id)),
        WorkloadKey::System(id) => Cell::Text(names.system(id)),
        WorkloadKey::Team(team) => Cell::text(team.map(|id| names.team(id))),
        WorkloadKey::Engineer(engineer) => Cell::text(engineer.map(|id| names.person(id))),
        WorkloadKey::Kind(kind) => Cell::Text(kind.word(language).to_owned()),
        WorkloadKey::Priority(priority) => Cell::Text(priority.as_str().to_owned()),
    }
}
