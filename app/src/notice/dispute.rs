//! Who is told of a step of a dispute: the side whose turn it is now, and both sides once it is over.

use domain::Instant;
use domain::dispute::DisputeTurn;
use domain::ids::UserId;
use domain::ticket::NoticeKind;
use storage::entity::outbox;

use crate::Directory;
use crate::dispute::awaited;

/// Whether a message tells of a dispute.
pub(super) fn is_about(message: &outbox::Model) -> bool {
    message.topic.starts_with("dispute.")
}

/// Each once; nobody is told of their own doing.
pub(super) fn told(directory: &Directory, message: &outbox::Model, now: Instant) -> Vec<(UserId, NoticeKind)> {
    let turn = message.payload["turn"].as_str().and_then(|turn| turn.parse::<DisputeTurn>().ok());
    let (Some(turn), Some(agency), Some(vendor)) = (turn, message.agency_id, message.vendor_id) else {
        return Vec::new();
    };
    let (sides, kind) = match turn {
        DisputeTurn::Nobody => (vec![DisputeTurn::Agency, DisputeTurn::Vendor], NoticeKind::DisputeEnded),
        turn => (vec![turn], NoticeKind::DisputeAwaited),
    };
    let by = serde_json::from_value::<Option<UserId>>(message.payload["by"].clone()).ok().flatten();
    let users = sides.into_iter().flat_map(|side| awaited(directory, side, (agency, vendor), now));
    users.filter(|user| Some(*user) != by).map(|user| (user, kind)).collect()
}
