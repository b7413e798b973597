//! What a ticket's log says: its events, what they changed, and what stands in it of pauses, visits and proposals.

use std::sync::Arc;

use app::TicketRow;
use app::ticket::{corrections_of, exclusions_of, visits_of};
use async_graphql::Object;
use domain::ticket::Fact;

use super::correction::{TicketExclusion, TimeCorrection};
use super::hand_over::HandOverProposal;
use super::parts::TicketParts;
use super::plan::{ChangePlan, EndProposal};
use super::visit::SiteVisit;
use super::{FieldChange, TicketEvent, TicketPause};
use crate::error::ApiError;
use crate::graphql::request::Request;

/// The log of a ticket that the actor may see.
pub struct TicketLog<'c> {
    pub row: &'c TicketRow,
    pub request: &'c Request,
}

impl TicketLog<'_> {
    fn parts(&self) -> Arc<TicketParts> {
        self.request.parts(self.row.id, self.row.policy_version_id)
    }
}

/// The log of a ticket.
#[Object(serial)]
impl<'c> TicketLog<'c> {
    /// Its append-only log in recorded order. What was written inside the other side is left out.
    #[graphql(complexity = "10 + 8 * child_complexity")]
    async fn events(&self) -> Result<Vec<TicketEvent<'c>>, ApiError> {
        let found = self.parts().events(self.row.id).await?;
        Ok((0..found.len()).map(|at| TicketEvent::new(found.clone(), at, self.request)).collect())
    }

    /// What changed, field by field, oldest first, and who changed it. A comment inside the other side is left out.
    #[graphql(complexity = "10 + 16 * child_complexity")]
    async fn history(&self) -> Result<Vec<FieldChange>, ApiError> {
        let found = self.parts().history(self.row.id).await?;
        Ok(found.iter().cloned().map(Into::into).collect())
    }

    /// Every declared pause, in the order they began.
    #[graphql(complexity = "10 + 2 * child_complexity")]
    async fn pauses(&self) -> Result<Vec<TicketPause<'c>>, ApiError> {
        let found = self.parts().pauses(self.row.id).await?;
        let parts = self.parts();
        Ok((0..found.len())
            .map(|at| TicketPause::new(found.clone(), at, (parts.clone(), self.row.policy_version_id), self.request))
            .collect())
    }

    /// Every visit of the vendor to the site, in the order they began.
    #[graphql(complexity = "10 + 2 * child_complexity")]
    async fn visits(&self) -> Result<Vec<SiteVisit<'c>>, ApiError> {
        let log = self.parts().events(self.row.id).await?;
        let found = visits_of(self.request.op(), self.row, &log);
        Ok(found.into_iter().map(|of| SiteVisit { of, request: self.request }).collect())
    }

    /// Every proposal to correct a recorded time, in the order they were made.
    #[graphql(complexity = "10 + 2 * child_complexity")]
    async fn corrections(&self) -> Result<Vec<TimeCorrection<'c>>, ApiError> {
        let log = self.parts().events(self.row.id).await?;
        let found = corrections_of(self.request.op(), self.row, &log);
        Ok(found.into_iter().map(|of| TimeCorrection { of, request: self.request }).collect())
    }

    /// The approved maintenance windows and force majeure that take time out of it.
    #[graphql(complexity = "10 + 2 * child_complexity")]
    async fn exclusions(&self) -> Result<Vec<TicketExclusion>, ApiError> {
        let log = self.parts().events(self.row.id).await?;
        Ok(exclusions_of(&log).into_iter().map(|of| TicketExclusion { of }).collect())
    }

    /// CHANGE: its latest plan; null before one was handed in.
    #[graphql(complexity = "10 + child_complexity")]
    async fn change_plan(&self) -> Result<Option<ChangePlan<'c>>, ApiError> {
        Ok(ChangePlan::of(self.parts().events(self.row.id).await?, self.request))
    }

    /// The open proposal to end it; null without one.
    #[graphql(complexity = "10 + child_complexity")]
    async fn end_proposal(&self) -> Result<Option<EndProposal<'c>>, ApiError> {
        Ok(EndProposal::of(self.parts().events(self.row.id).await?, self.row.vendor_id, self.request))
    }

    /// The event by which the agency declared it a major incident; null for any other.
    #[graphql(complexity = "10 + child_complexity")]
    async fn major_incident(&self) -> Result<Option<TicketEvent<'c>>, ApiError> {
        let found = self.parts().events(self.row.id).await?;
        let declared = |view: &app::ticket::EventView| matches!(view.event.fact, Fact::DeclaredMajor { .. });
        Ok(found.iter().position(declared).map(|at| TicketEvent::new(found.clone(), at, self.request)))
    }

    /// The hand-over that waits for the agency's decision; null when none does.
    #[graphql(complexity = "10 + child_complexity")]
    async fn hand_over(&self) -> Result<Option<HandOverProposal<'c>>, ApiError> {
        let found = self.parts().events(self.row.id).await?;
        Ok(HandOverProposal::open(&found, self.row.vendor_id, self.request))
    }
}
