//! The mutation that gives the address of a report's file.

use std::sync::Arc;

use app::export::{PreparedReportFile, prepare_report_file};
use async_graphql::{Context, Object, SimpleObject};
use domain::Instant;

use super::file_inputs::PrepareReportFileInput;
use crate::auth::Tokens;
use crate::error::{ApiError, UserError};
use crate::graphql::setup::{Outcome, Read};

/// A file that may be fetched: the same inputs have the same bytes. Needs report.view.
#[derive(Clone, Debug, SimpleObject)]
pub struct ReportFile {
    /// What the file is called.
    name: String,
    /// The path of an address that gives the bytes to whoever opens it, once: they are made then, from what the person who
    /// asked may see then.
    url: String,
    /// Until when the address is good.
    expires_at: Instant,
}

/// What became of prepareReportFile.
pub struct PrepareReportFilePayload(Outcome<PreparedReportFile>);

impl From<Outcome<PreparedReportFile>> for PrepareReportFilePayload {
    fn from(outcome: Outcome<PreparedReportFile>) -> Self {
        Self(outcome)
    }
}

/// What became of prepareReportFile.
#[Object]
impl PrepareReportFilePayload {
    /// The file; null when there is none.
    async fn file(&self, ctx: &Context<'_>) -> Option<Result<ReportFile, ApiError>> {
        issued(ctx, &self.0)
    }

    /// Why there is none; empty on success.
    async fn errors(&self) -> &[UserError] {
        self.0.errors()
    }
}

/// The address of a file that may be fetched; none when it may not.
pub(super) fn issued(ctx: &Context<'_>, outcome: &Outcome<PreparedReportFile>) -> Option<Result<ReportFile, ApiError>> {
    let (prepared, request) = outcome.changed()?;
    let op = request.op();
    let tokens = ctx.data_unchecked::<Arc<Tokens>>();
    let seconds = op.app().file_address_seconds();
    let issued = tokens.issue_address(prepared.file.clone(), prepared.user, op.now(), seconds);
    let file = issued.map(|(token, expires_at)| ReportFile {
        name: prepared.name.clone(),
        url: format!("/files/report/{token}"),
        expires_at,
    });
    Some(file.map_err(|problem| ApiError::internal(&problem)))
}

/// The mutation of files of reports.
#[derive(Default)]
pub struct ReportFileMutation;

/// The mutation of files of reports.
#[Object]
impl ReportFileMutation {
    /// Get the address of a report as CSV, XLSX or PDF, in Chinese or English. Nothing is changed by it. Of a contract's
    /// month whose assessment is frozen, and of a frozen assessment, both sides get the same bytes, whenever they ask.
    /// TOO_MANY_TICKETS beyond 20,000. Needs report.view, and the right of what it is of.
    async fn prepare_report_file(
        &self,
        ctx: &Context<'_>,
        input: PrepareReportFileInput,
    ) -> Result<PrepareReportFilePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let of = input.report.read(&mut read);
        let (Some(op), Some(of)) = (read.op(), of) else { return Ok(read.refused()) };
        let file = app::export::ReportFile { of, format: input.format.into(), language: input.language.into() };
        read.answer(Box::pin(prepare_report_file(op, file)).await)
    }
}
