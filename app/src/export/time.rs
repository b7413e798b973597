//! The report of who consumed the time, as a file.

use domain::export::FileLanguage;
use domain::report::time::PartyTime;
use domain::ticket::PauseParty;

use super::document::{Cell, Column, Document, Section, figures};
use super::made::{Made, dated};
use super::naming::Names;
use super::sla::{column, facts, shown, total};
use super::words::Word;
use crate::report::{ReportQuery, time_report};
use crate::{Op, Result};

/// In the order in which files name them.
const PARTIES: [PauseParty; 4] = [PauseParty::Vendor, PauseParty::Agency, PauseParty::ThirdParty, PauseParty::Nobody];

/// The file of the report. Needs `report.view`.
///
/// # Errors
/// As [`time_report`].
pub(super) async fn make(op: &Op, query: &ReportQuery, language: FileLanguage) -> Result<Made> {
    let report = time_report(op, query).await?;
    let mut columns: Vec<Column> = query.group_by.iter().map(|dimension| column(*dimension, language)).collect();
    columns.extend(party_columns(language));
    let names = Names::of(op);
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(report.rows.len() + 1);
    for (keys, time) in &report.rows {
        let mut row: Vec<Cell> = keys.iter().map(|key| shown(&names, key, language)).collect();
        row.extend(party_cells(*time));
        rows.push(row);
    }
    let mut last = total(query.group_by.len(), language);
    last.extend(party_cells(report.total));
    rows.push(last);
    let heading = language.choose("Who consumed the time", "用时归属");
    let document = Document {
        language,
        title: language.choose("Time consumed", "用时分析").to_owned(),
        facts: facts(op, query, language),
        sections: vec![Section::new(heading, columns, rows).noted(note(language))],
        as_of: op.now(),
    };
    Ok(Made { name: dated("time-report", op), document })
}

/// What the figures are of.
pub(super) fn note(language: FileLanguage) -> &'static str {
    language.choose(
        "Open time of the clocks that were judged and have stopped, by the party that answers for it.",
        "已判定且已停止的时限的计时时长，按责任方归集。",
    )
}

/// The columns of time by party, each with its share.
pub(super) fn party_columns(language: FileLanguage) -> Vec<Column> {
    let mut columns = Vec::new();
    for party in PARTIES.map(|party| party.word(language)) {
        columns.push(figures(party, 11));
        columns.push(figures(&language.choose(format!("{party}, share"), format!("{party}占比")), 9));
    }
    columns.push(figures(language.choose("Total", "合计"), 12));
    columns
}

/// The cells of time by party, in the order of its columns.
pub(super) fn party_cells(time: PartyTime) -> Vec<Cell> {
    let cells = PARTIES.iter().flat_map(|party| [Cell::Seconds(time.of(*party)), Cell::share(time.share(*party))]);
    cells.chain([Cell::Seconds(time.total())]).collect()
}
