//! The service catalogue (服务目录) of an agency and those below it: written at its owner, versions never change.

mod read;
mod write;

pub use read::{ItemList, ItemQuery, ServiceItemView, TicketItemView, find_service_item, service_items, ticket_items};
pub(crate) use read::{item_for, seen};
pub(crate) use write::writable;
pub use write::{ItemContent, NewItem, create_service_item, revise_service_item, set_service_item_active};
