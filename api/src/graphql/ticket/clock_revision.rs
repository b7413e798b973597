//! A clock's move to another calendar revision.

use app::ticket::ClockRevisionView;
use async_graphql::Object;
use domain::Instant;

use crate::graphql::words::ClockState;

/// A move of the list that was read.
pub struct ClockRevision(pub ClockRevisionView);

/// A clock without a verdict that followed a change of its calendar: written down once, and never changed.
#[Object(serial)]
impl ClockRevision {
    /// The calendar revision that it follows since.
    async fn calendar_revision(&self) -> i64 {
        self.0.row.calendar_revision
    }

    /// The one that it followed before.
    async fn from_revision(&self) -> i64 {
        self.0.row.from_revision
    }

    /// Why that revision was made; null when it is not known any more.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// Whether its deadline, or how certain it is, or its state became another. Without that it only goes by the new
    /// revision from here on.
    async fn moved(&self) -> bool {
        self.0.row.moved
    }

    /// The deadline before; null while paused.
    async fn due_before(&self) -> Option<Instant> {
        self.0.row.old_due_at
    }

    /// The deadline after; null while paused.
    async fn due_after(&self) -> Option<Instant> {
        self.0.row.new_due_at
    }

    /// Whether the deadline before rested on days that nobody had published.
    async fn provisional_before(&self) -> bool {
        self.0.row.old_provisional
    }

    /// Whether the deadline after does.
    async fn provisional_after(&self) -> bool {
        self.0.row.new_provisional
    }

    /// Where the clock stood before.
    async fn state_before(&self) -> ClockState {
        self.0.row.old_state.into()
    }

    /// Where it stood after.
    async fn state_after(&self) -> ClockState {
        self.0.row.new_state.into()
    }

    /// When it followed.
    async fn recorded_at(&self) -> Instant {
        self.0.row.recorded_at
    }
}
