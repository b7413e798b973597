//! How reviewers were drawn, for whoever wants to draw again.

use app::setup::review::DrawView;
use async_graphql::{Object, SimpleObject};
use domain::Instant;
use domain::ids::UserId;
use domain::review::draw_key;

use crate::error::ApiError;
use crate::graphql::request::Request;

/// A lot of a review.
pub struct ReviewDraw<'a> {
    pub row: DrawView,
    pub request: &'a Request,
}

/// A lot that was cast for seats of a review. Each candidate's lot is the SHA-256 of the seed, a colon and the candidate's
/// key, in hexadecimal digits; those with the lowest lots are drawn, in their order.
#[Object(serial)]
impl ReviewDraw<'_> {
    /// 1 for the first; one more for each seat that fell vacant.
    async fn number(&self) -> i32 {
        self.row.number
    }

    /// What was thrown: 16 random bytes in hexadecimal digits.
    async fn seed(&self) -> &str {
        &self.row.seed
    }

    /// Everybody who could be drawn, the lowest lot first.
    async fn candidates(&self) -> Result<Vec<DrawCandidate>, ApiError> {
        let ids = |value: &serde_json::Value| -> Result<Vec<UserId>, ApiError> {
            serde_json::from_value(value.clone()).map_err(|error| ApiError::internal(&error))
        };
        let drawn = ids(&self.row.drawn)?;
        let candidate = |id: UserId| -> Result<DrawCandidate, ApiError> {
            let lot = draw_key(&self.row.seed, id);
            let name = self.request.user(id)?.name.clone();
            Ok(DrawCandidate { key: id.to_string(), name, lot, drawn: drawn.contains(&id) })
        };
        let mut found = ids(&self.row.candidates)?.into_iter().map(candidate).collect::<Result<Vec<_>, _>>()?;
        found.sort_unstable_by(|one, other| one.lot.cmp(&other.lot));
        Ok(found)
    }

    /// When it was cast.
    async fn drawn_at(&self) -> Instant {
        self.row.drawn_at
    }
}

/// Somebody who could be drawn.
#[derive(Clone, Debug, SimpleObject)]
pub struct DrawCandidate {
    /// What the lot is made from beside the seed.
    key: String,
    /// Their name.
    name: String,
    /// Their lot.
    lot: String,
    /// Whether they were drawn.
    drawn: bool,
}
