//! The window of a report.

use app::Window;
use async_graphql::InputObject;
use domain::Instant;

/// The window of a report, which filters take over field by field.
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub struct ReportWindow {
    /// When the window begins; left out: with the first ticket.
    from: Option<Instant>,
    /// When it ends: what happens then lies outside. Left out: now.
    before: Option<Instant>,
}

impl From<ReportWindow> for Window {
    fn from(ReportWindow { from, before }: ReportWindow) -> Self {
        Self { from, before }
    }
}
