//! Mutations that take whole tables.

use app::setup::bulk::{ImportAsked, ImportReport as Report, import_agencies, import_contracts, import_systems};
use async_graphql::{Context, InputObject, Object};

use super::bulk_report::ImportReport;
use crate::error::{ApiError, UserError};
use crate::graphql::refusal::refusals;
use crate::graphql::request::{Language, request};
use crate::graphql::words::ImportFormat;

/// A table: a heading and at most 2,000 rows. What a request may hold bounds it as well: 256 KiB of variables, which is
/// 192 KiB of bytes in base64, unless the settings say otherwise.
#[derive(Debug, InputObject)]
pub struct ImportFileInput {
    /// What it is.
    format: ImportFormat,
    /// A CSV file as text; instead of base64.
    text: Option<String>,
    /// The bytes of the file: an Excel workbook, or CSV in UTF-8 or GB18030.
    base64: Option<String>,
}

/// Agencies to be entered.
#[derive(Debug, InputObject)]
pub struct ImportAgenciesInput {
    /// The table.
    file: ImportFileInput,
    /// Whether to tell what would happen and write nothing.
    #[graphql(default = true)]
    dry_run: bool,
}

/// Systems to be registered.
#[derive(Debug, InputObject)]
pub struct ImportSystemsInput {
    /// The table.
    file: ImportFileInput,
    /// Whether to tell what would happen and write nothing.
    #[graphql(default = true)]
    dry_run: bool,
}

/// Contracts to be drafted.
#[derive(Debug, InputObject)]
pub struct ImportContractsInput {
    /// The table.
    file: ImportFileInput,
    /// Whether to tell what would happen and write nothing.
    #[graphql(default = true)]
    dry_run: bool,
}

impl ImportFileInput {
    fn asked(self, dry_run: bool) -> ImportAsked {
        ImportAsked { format: self.format.into(), text: self.text, base64: self.base64, dry_run }
    }
}

/// The report of a file, or why it could not be read.
struct Imported {
    report: Option<Report>,
    errors: Vec<UserError>,
    language: Language,
}

impl Imported {
    /// # Errors
    /// Authentication, limits and outages.
    fn of(result: app::Result<Report>, language: Language) -> Result<Self, ApiError> {
        match result {
            Ok(report) => {
                let errors = if report.dry_run { vec![] } else { refused(&report, language) };
                Ok(Self { report: Some(report), errors, language })
            }
            Err(error) => Ok(Self { report: None, errors: refusals(error, language)?, language }),
        }
    }

    fn report(&self) -> Option<ImportReport<'_>> {
        self.report.as_ref().map(|of| ImportReport { of, language: self.language })
    }
}

/// That a file was not written, because some of its rows have mistakes.
fn refused(report: &Report, language: Language) -> Vec<UserError> {
    let wrong = report.count(app::setup::bulk::ImportOutcome::Refused);
    if wrong == 0 {
        return vec![];
    }
    let en = format!("{wrong} rows have mistakes; nothing was written");
    vec![UserError::at("file", "ROWS_REFUSED", language.choose(en, format!("有 {wrong} 行存在错误，未写入任何数据")))]
}

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(Imported);

        $(#[$doc])*
        #[Object]
        impl $name {
            /// What became of each row; null when the file as a whole could not be taken.
            async fn report(&self) -> Option<ImportReport<'_>> {
                self.0.report()
            }

            /// Why nothing was written: what is wrong with the file, or ROWS_REFUSED; empty on success and for a dry run.
            async fn errors(&self) -> &[UserError] {
                &self.0.errors
            }
        }
    )+};
}

payloads! {
    /// What became of importAgencies.
    ImportAgenciesPayload,
    /// What became of importSystems.
    ImportSystemsPayload,
    /// What became of importContracts.
    ImportContractsPayload,
}

/// The mutations that take whole tables.
#[derive(Default)]
pub struct BulkMutation;

/// The mutations that take whole tables.
#[Object]
impl BulkMutation {
    /// Enter the agencies of a table, all or none; parents stand there by their short codes. A row that says what exists
    /// is unchanged, one that says something else is refused. Needs agency.manage.
    async fn import_agencies(
        &self,
        ctx: &Context<'_>,
        input: ImportAgenciesInput,
    ) -> Result<ImportAgenciesPayload, ApiError> {
        let request = request(ctx)?;
        let result = import_agencies(request.op(), &input.file.asked(input.dry_run)).await;
        Imported::of(result, request.language()).map(ImportAgenciesPayload)
    }

    /// Register the systems of a table, all or none; owners stand there by their short codes. A row that says what
    /// exists is unchanged, one that says something else is refused. Needs system.manage at each owner or above.
    async fn import_systems(
        &self,
        ctx: &Context<'_>,
        input: ImportSystemsInput,
    ) -> Result<ImportSystemsPayload, ApiError> {
        let request = request(ctx)?;
        let result = import_systems(request.op(), &input.file.asked(input.dry_run)).await;
        Imported::of(result, request.language()).map(ImportSystemsPayload)
    }

    /// Draft the contracts of a table, all or none; parties, policy, scheme and systems stand there by their codes. A
    /// row that says what exists is unchanged, one that says something else is refused. Needs contract.manage at each
    /// buyer or above.
    async fn import_contracts(
        &self,
        ctx: &Context<'_>,
        input: ImportContractsInput,
    ) -> Result<ImportContractsPayload, ApiError> {
        let request = request(ctx)?;
        let result = import_contracts(request.op(), &input.file.asked(input.dry_run)).await;
        Imported::of(result, request.language()).map(ImportContractsPayload)
    }
}
