//! The change feed, and what may be listened to beside single tickets: boards and alerts.

mod alert;
mod board;
mod changes;

pub use alert::AlertSubscription;
pub use board::BoardSubscription;
pub use changes::ChangeQuery;

use app::feed::{Heard, Listening};
use async_stream::stream;
use domain::access::{Action, TicketScope};
use domain::ids::AgencyId;
use futures_util::stream::BoxStream;

use crate::error::ApiError;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Language, Request};

/// Everything that somebody hears, as `say` tells it; it leaves out what they did not ask for. The first failure is the last
/// message: who cannot be checked any more hears nothing more.
pub(super) fn messages<T: Send + 'static>(
    mut listening: Listening,
    language: Language,
    mut say: impl FnMut(Heard, &Listening) -> app::Result<Option<T>> + Send + 'static,
) -> BoxStream<'static, Result<T, ApiError>> {
    Box::pin(stream! {
        loop {
            let heard = match listening.next(None).await {
                Ok(Some(heard)) => say(heard, &listening),
                Ok(None) => return,
                Err(error) => Err(error),
            };
            match heard {
                Ok(Some(message)) => yield Ok(message),
                Ok(None) => {}
                Err(error) => {
                    yield Err(failure(error, language));
                    return;
                }
            }
        }
    })
}

/// Refuses an agency none of whose tickets could be heard of.
pub(super) fn within_reach(request: &Request, agency: AgencyId) -> Result<(), ApiError> {
    let scope = request.op().ticket_scope(Action::TicketView);
    // A vendor hears of the agencies that it serves.
    let serves = || {
        let works = matches!(&scope, TicketScope::Orgs { vendors, .. } if !vendors.is_empty());
        let row = request.directory().agencies.get(&agency);
        works && row.is_some_and(|row| request.sight(Action::AgencyView).agency(row))
    };
    if request.directory().agencies.contains_key(&agency) && (scope.covers(agency, None) || serves()) {
        return Ok(());
    }
    Err(failure(app::Error::NotFound("agency"), request.language()))
}
