//! The report of pauses as a file.

use domain::export::FileLanguage;

use super::document::{Cell, Column, Document, Section, figures, words};
use super::filter::Facts;
use super::made::{Made, dated};
use super::naming::Names;
use super::sla::total;
use super::words::Word;
use crate::report::{PauseDimension, PauseKey, PauseQuery, PauseTally, pause_report};
use crate::{Op, Result};

/// The file of the report. Needs `report.view`.
///
/// # Errors
/// As [`pause_report`].
pub(super) async fn make(op: &Op, query: &PauseQuery, language: FileLanguage) -> Result<Made> {
    let report = pause_report(op, query).await?;
    let mut columns: Vec<Column> = query.group_by.iter().map(|dimension| column(*dimension, language)).collect();
    columns.extend(tally_columns(language));
    let names = Names::of(op);
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(report.rows.len() + 1);
    for (keys, tally) in &report.rows {
        let keys = keys.iter().map(|key| shown(&names, *key, language)).collect();
        rows.push(line(keys, *tally));
    }
    rows.push(line(total(query.group_by.len(), language), report.total));
    let mut facts = Facts::new(op, language);
    facts.time("Begun from", "开始时点起", query.from);
    facts.time("Begun before", "开始时点止", query.before);
    facts.parties((query.contract, query.vendor), (query.agency, None));
    let section = Section::new(language.choose("Pauses", "挂起"), columns, rows).noted(note(language));
    let document = Document {
        language,
        title: language.choose("Pauses", "挂起统计").to_owned(),
        facts: facts.finish(),
        sections: vec![section],
        as_of: op.now(),
    };
    Ok(Made { name: dated("pause-report", op), document })
}

/// How lengths of pauses are told.
pub(super) fn note(language: FileLanguage) -> &'static str {
    language.choose("Lengths round the clock, of what has ended.", "时长为自然时间，未结束的不计。")
}

/// The columns of a tally of pauses.
pub(super) fn tally_columns(language: FileLanguage) -> [Column; 6] {
    let column = |en, zh, width| figures(language.choose(en, zh), width);
    [
        column("Declared", "申报", 10),
        column("Accepted", "已认可", 10),
        column("Rejected", "已驳回", 10),
        column("Pending", "待审核", 10),
        column("Length declared", "申报时长", 14),
        column("Length rejected", "驳回时长", 14),
    ]
}

/// The cells of a tally, in the order of its columns.
pub(super) fn tally_cells(tally: PauseTally) -> [Cell; 6] {
    let PauseTally { pending, accepted, rejected, declared_seconds, rejected_seconds } = tally;
    [
        Cell::Whole(pending + accepted + rejected),
        Cell::Whole(accepted),
        Cell::Whole(rejected),
        Cell::Whole(pending),
        Cell::Seconds(declared_seconds),
        Cell::Seconds(rejected_seconds),
    ]
}

fn line(keys: Vec<Cell>, tally: PauseTally) -> Vec<Cell> {
    let mut row = keys;
    row.extend(tally_cells(tally));
    row
}

fn column(dimension: PauseDimension, language: FileLanguage) -> Column {
    let (en, zh, width) = match dimension {
        PauseDimension::Contract => ("Contract", "合同", 30),
        PauseDimension::Vendor => ("Vendor", "服务商", 24),
        PauseDimension::Agency => ("Agency", "单位", 24),
        PauseDimension::Reason => ("Reason", "原因", 20),
        PauseDimension::Party => ("Responsible party", "责任方", 17),
    };
    words(language.choose(en, zh), width)
}

fn shown(names: &Names, key: PauseKey, language: FileLanguage) -> Cell {
    match key {
        PauseKey::Contract(id) => Cell::text(names.contract(id)),
        PauseKey::Vendor(id) => Cell::Text(names.vendor(id)),
        PauseKey::Agency(id) => Cell::Text(names.agency(id)),
        PauseKey::Reason(reason) => Cell::Text(reason.word(language).to_owned()),
        PauseKey::Party(party) => Cell::Text(party.word(language).to_owned()),
    }
}
