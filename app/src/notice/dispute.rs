//! Who is told of a step of a dispute: the side whose turn it is now, and both sides once it is over.

use domain::dispute::{DisputeTurn, may_judge};
use domain::ids::{AgencyId, UserId, VendorId};
use domain::ticket::NoticeKind;
use storage::entity::outbox;

use super::{ended, missed};
use crate::Op;
use crate::dispute::who;

/// Whether a message tells of a dispute.
pub(super) fn is_about(message: &outbox::Model) -> bool {
    message.topic.starts_with("dispute.")
}

/// Each once; nobody is told of their own doing.
pub(super) fn told(op: &Op, message: &outbox::Model) -> Vec<(UserId, NoticeKind)> {
    let turn = message.payload["turn"].as_str().and_then(|turn| turn.parse::<DisputeTurn>().ok());
    let (Some(turn), Some(agency), Some(vendor)) = (turn, message.agency_id, message.vendor_id) else {
        return Vec::new();
    };
    let (sides, kind) = match turn {
        DisputeTurn::Nobody => (vec![DisputeTurn::Agency, DisputeTurn::Vendor], NoticeKind::DisputeEnded),
        turn => (vec![turn], NoticeKind::DisputeAwaited),
    };
    let by = serde_json::from_value::<Option<UserId>>(message.payload["by"].clone()).ok().flatten();
    let users = sides.into_iter().flat_map(|side| awaited(op, side, (agency, vendor)));
    users.filter(|user| Some(*user) != by).map(|user| (user, kind)).collect()
}

/// Those who may do what a dispute waits for: who manages the buyer's contracts, who manages the vendor, or whoever may
/// decide for good.
fn awaited(op: &Op, turn: DisputeTurn, (buyer, vendor): (AgencyId, VendorId)) -> Vec<UserId> {
    match turn {
        DisputeTurn::Agency => missed::managers(op, buyer),
        DisputeTurn::Vendor => ended::managers(op, vendor),
        DisputeTurn::Supervisor => {
            let directory = op.directory();
            let judges = |user: &UserId| {
                let actor = directory.actor(*user, op.now());
                let judge = actor.and_then(|actor| who(&directory, &actor, (buyer, vendor)).judge);
                judge.is_some_and(may_judge)
            };
            directory.users.keys().copied().filter(judges).collect()
        }
        DisputeTurn::Nobody => Vec::new(),
    }
}
