//! The talk on tickets: mentions, watchers, files, the work log, ratings from both sides.

mod event;
mod files;
mod inputs;
mod mutation;
mod on_ticket;
mod rating;
mod work_entry;

pub use event::EventTalk;
pub use files::TicketFiles;
pub use mutation::TicketTalkMutation;
pub use on_ticket::TicketTalk;
