//! The writing paths made by hand: raising, acting, sweeping, importing, following a calendar.

mod act;
mod follow;
mod foundation;
mod import;
mod outbox;
mod raise;
mod reviews;
mod sweep;
mod talk;
mod uncovered;

pub use act::{ClockChange, TicketChange, act, mark_stale};
pub use follow::{follow, log_clock_revisions};
pub use foundation::{Foundation, NewCalendar, lay_foundation};
pub use import::{ImportedCase, import_cases, imported_hashes, is_imported, rehash_case};
pub(crate) use outbox::numbered;
pub use outbox::{Numbered, number_outbox, send_once};
pub use raise::{Binding, NewTicket, raise, raise_within};
pub use reviews::{HeldReviews, lay_reviews};
pub use sweep::{Fired, sweep};
pub use talk::{FileStep, TalkRows};
pub use uncovered::{NewUncovered, UncoveredDecision, decide_uncovered, file_uncovered};
