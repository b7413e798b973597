//! The vocabulary of setting up, mirrored from the domain.

use async_graphql::Enum;

/// Which hours a target of a template is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::policy_template::CalendarRole")]
pub enum CalendarRole {
    /// 7×24.
    AroundTheClock,
    /// Office hours.
    WorkingHours,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "app::setup::bulk::FileFormat")]
pub enum ImportFormat {
    /// Values separated by commas, in UTF-8 or GB18030.
    Csv,
    /// The first sheet of an Excel workbook.
    Xlsx,
}

/// What became of a row, or would.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "app::setup::bulk::ImportOutcome")]
pub enum ImportOutcome {
    /// It makes something new.
    Create,
    /// It says what exists.
    Unchanged,
    /// It has mistakes.
    Refused,
}
