//! The talk on a ticket, which a ticket takes over field by field.

use std::sync::Arc;

use app::TicketRow;
use async_graphql::Object;
use domain::ticket::TicketKind;

use super::rating::TicketRating;
use super::work_entry::{WorkEntry, WorkTotals};
use crate::error::ApiError;
use crate::graphql::connection::{Connection, page, page_cost};
use crate::graphql::party::User;
use crate::graphql::promise::Attachment;
use crate::graphql::request::Request;
use crate::graphql::ticket::parts::TicketParts;

/// The talk on a ticket that the actor may see.
pub struct TicketTalk<'c> {
    pub row: &'c TicketRow,
    pub request: &'c Request,
}

impl TicketTalk<'_> {
    fn parts(&self) -> Arc<TicketParts> {
        self.request.parts(self.row.id, self.row.policy_version_id)
    }
}

/// The talk on a ticket.
#[Object(serial)]
impl<'c> TicketTalk<'c> {
    /// Its files and those of its comments, the oldest first, as far as you may read them; what was taken back stays by
    /// name and hash.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn attachments(
        &self,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<Attachment<'c>>, ApiError> {
        let (row, request) = (self.row, self.request);
        let rows = self.parts().attachments(row.id).await?;
        let inspection = match row.kind {
            TicketKind::Inspection => self.parts().inspection(row.id).await?,
            _ => Arc::default(),
        };
        let stays = |file| inspection.as_ref().as_ref().is_some_and(|of| of.is_evidence(file));
        let place = |file| (!stays(file)).then_some((row.agency_id, row.vendor_id));
        let files = rows.iter().map(|file| Attachment { row: file.clone(), request, ticket: place(file.id) });
        page(files, Attachment::OLDEST, first, after.as_deref(), request.language())
    }

    /// What the vendor's people have written down of their work, in recorded order, as far as you may read it.
    #[graphql(complexity = "10 + 4 * child_complexity")]
    async fn work_log(&self) -> Result<Vec<WorkEntry<'c>>, ApiError> {
        let found = self.parts().work(self.row.id).await?;
        Ok((0..found.len()).map(|at| WorkEntry::new(found.clone(), at, self.request)).collect())
    }

    /// The sums of its work log.
    #[graphql(complexity = "10 + child_complexity")]
    async fn work_totals(&self) -> Result<WorkTotals<'c>, ApiError> {
        let sums = self.parts().work_sums(self.row.id).await?;
        Ok(WorkTotals { sums, request: self.request })
    }

    /// Those of your own side who watch it.
    #[graphql(complexity = "10 + 2 * child_complexity")]
    async fn watchers(&self) -> Result<Vec<User<'c>>, ApiError> {
        let found = self.parts().watchers(self.row.id).await?;
        found.iter().map(|id| Ok(User { of: self.request.user(*id)?, request: self.request })).collect()
    }

    /// Whether you watch it.
    #[graphql(complexity = 10)]
    async fn watching(&self) -> Result<bool, ApiError> {
        let found = self.parts().watchers(self.row.id).await?;
        Ok(self.request.op().actor().user().is_some_and(|own| found.contains(&own)))
    }

    /// What each side thinks of the other, in recorded order.
    #[graphql(complexity = "10 + 2 * child_complexity")]
    async fn ratings(&self) -> Result<Vec<TicketRating<'c>>, ApiError> {
        let log = self.parts().events(self.row.id).await?;
        let request = self.request;
        Ok(app::ticket::ratings(&log).into_iter().map(|view| TicketRating { view, request }).collect())
    }
}
