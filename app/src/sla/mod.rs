//! Keeping clocks true: firing alarms, extending chains, following new calendars, proving the cache against the log.

mod compare;
mod extend;
mod follow;
mod lapse;
mod preview;
mod promised;
mod recompute;
mod rise;
mod silence;
mod sweep;
mod unanswered;
mod verify;

pub(crate) use follow::{follow_one, touching};
pub(crate) use recompute::{catch_up, moved};

pub use extend::{ExtendReport, extend};
pub use follow::{FollowReport, follow_calendars};
pub use lapse::{LapseReport, lapse};
pub use preview::{Preview, PreviewAsked, preview_deadlines};
pub use promised::{PreviewBinding, PreviewOf};
pub use rise::{RiseReport, raise_severity};
pub use silence::{SilenceReport, settle_silence};
pub use sweep::{SweepReport, sweep};
pub use unanswered::{UnansweredReport, lapse_proposals};
pub use verify::{Difference, VerifyProgress, VerifyReport, verify_clocks};
