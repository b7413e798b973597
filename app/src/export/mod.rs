//! Reports as files: a document made from what somebody may read, written as CSV, XLSX or PDF in Chinese or English; and
//! the pages of evidence bundles. The same inputs have the same bytes. See docs/exports.md.

mod contract_period;
mod csv;
mod document;
mod download;
mod evidence;
mod faults;
mod filter;
mod forecast;
mod limit;
mod made;
mod naming;
mod pauses;
mod pdf;
mod ranking;
mod render;
mod request;
mod sla;
mod statement;
mod tickets;
mod time;
mod words;
mod workload;
mod xlsx;

pub use download::{MadeFile, download_report_file};
pub(crate) use evidence::{EvidencePages, scorecard_pages, verdict_pages};
pub(crate) use render::AT_ONCE;
pub use request::{PreparedReportFile, ReportFile, ReportOf, prepare_report_file};
