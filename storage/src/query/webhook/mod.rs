//! Webhook endpoints, and what is delivered to them.

mod delivery;
mod endpoint;

pub use delivery::{
    DeliveryPage, attempts_of, claim, count, create, end_pending, find_delivery, newest, page, prune, replay,
    replay_failed, settle,
};
pub use endpoint::{all, behind, due, find, find_among, hold, ids_within, move_on, note, passed_over};
