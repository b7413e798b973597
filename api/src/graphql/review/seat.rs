//! Who sits in a review.

use async_graphql::Object;
use domain::Instant;

use crate::error::ApiError;
use crate::graphql::party::User;
use crate::graphql::request::Request;
use crate::graphql::words::ReviewSeatState;

/// A seat of the coverage snapshot.
pub struct ReviewSeat<'a> {
    pub row: &'a app::ReviewSeat,
    pub request: &'a Request,
}

/// An expert who was drawn for a seat of a review. The vendor learns who it is with the verdict.
#[Object(serial)]
impl<'a> ReviewSeat<'a> {
    /// The number of the seat; whoever is drawn for one that fell vacant has its number.
    async fn seat(&self) -> i32 {
        self.row.seat
    }

    /// The person.
    async fn reviewer(&self) -> Result<User<'a>, ApiError> {
        Ok(User { of: self.request.user(self.row.user_id)?, request: self.request })
    }

    /// The number of the draw.
    async fn draw(&self) -> i32 {
        self.row.draw
    }

    /// Where they stand.
    async fn state(&self) -> ReviewSeatState {
        self.row.state.into()
    }

    /// Why they declined; null when they did not.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_deref()
    }

    /// When they answered, declined or were replaced; null before.
    async fn settled_at(&self) -> Option<Instant> {
        self.row.settled_at
    }
}
