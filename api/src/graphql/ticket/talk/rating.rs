//! What one side thinks of the other.

use app::ticket::RatingView;
use async_graphql::Object;
use domain::Instant;

use crate::error::ApiError;
use crate::graphql::party::User;
use crate::graphql::request::Request;
use crate::graphql::words::ActorSide;

/// A rating out of a ticket's log.
pub struct TicketRating<'a> {
    pub view: RatingView,
    pub request: &'a Request,
}

/// What one side thinks of the other, once a cycle: the agency of the service, the vendor of the agency's cooperation. The
/// agency's side reads the vendor's once it has rated the cycle itself, or seven days after it was given; scorecards count
/// the agency's alone.
#[Object(serial)]
impl<'a> TicketRating<'a> {
    /// The side that rated.
    async fn side(&self) -> ActorSide {
        self.view.rating.by.into()
    }

    /// The cycle that it is about.
    async fn cycle(&self) -> i32 {
        self.view.rating.cycle
    }

    /// 1 to 5.
    async fn stars(&self) -> i32 {
        self.view.rating.stars.into()
    }

    /// What was said of it; perhaps empty.
    async fn remark(&self) -> &str {
        &self.view.rating.remark
    }

    /// When it was given.
    async fn rated_at(&self) -> Instant {
        self.view.rating.at
    }

    /// Who gave it; null for an import.
    async fn rated_by(&self) -> Option<Result<User<'a>, ApiError>> {
        let id = self.view.actor?;
        Some(self.request.user(id).map(|of| User { of, request: self.request }))
    }
}
