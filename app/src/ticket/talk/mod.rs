//! The talk on a ticket: who may be mentioned, who watches, the work log, what each side thinks of the other.

mod mention;
mod rows;
mod view;
mod watch;
mod work;

use domain::Instant;
use domain::access::{Action, Actor, TicketScope, ticket_scope};
use domain::ids::{AgencyId, UserId, VendorId};
use domain::ticket::{ActorSide, Visibility};

pub(super) use mention::check_mentions;
pub(super) use rows::add;
pub use view::{RatingView, WorkSum, ratings, watchers, work, work_sums};
pub use watch::{unwatch, watch};
pub use work::{LogWork, WorkView, log_work, may_reverse, reverse_work};

use crate::{Directory, Op};

/// A person as far as the talk on tickets goes: which tickets they see, and on which side.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    scope: TicketScope,
    side: Option<ActorSide>,
}

impl Reader {
    /// Somebody with the roles they hold at `now`; none when unknown or locked.
    pub(crate) fn find(directory: &Directory, user: UserId, now: Instant) -> Option<Self> {
        directory.actor(user, now).map(|actor| Self::of(directory, &actor))
    }

    fn of(directory: &Directory, actor: &Actor) -> Self {
        let scope = ticket_scope(actor, Action::TicketView, &|agency| directory.below(agency));
        Self { scope, side: actor.side() }
    }

    /// Whether they see a ticket.
    pub(crate) fn sees(&self, agency: AgencyId, vendor: VendorId) -> bool {
        self.scope.covers(agency, Some(vendor))
    }

    /// Whether a message of a ticket is for them.
    pub(crate) fn hears(&self, agency: Option<AgencyId>, vendor: Option<VendorId>) -> bool {
        self.scope.hears(agency, vendor)
    }

    /// Whether they may read what has this visibility, on tickets that they see.
    pub(crate) fn reads(&self, visibility: Visibility) -> bool {
        self.side.is_some_and(|side| visibility.is_readable_by(side))
    }

    /// Their side.
    pub(crate) fn side(&self) -> Option<ActorSide> {
        self.side
    }
}

/// What the actor may read on tickets that they see.
pub(crate) fn readable(op: &Op) -> Vec<Visibility> {
    let Some(side) = op.actor().side() else { return Vec::new() };
    Visibility::ALL.iter().copied().filter(|visibility| visibility.is_readable_by(side)).collect()
}
