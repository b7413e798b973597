//! Contracts, SLA policies and calendars, from the coverage snapshot.

mod amendment;
mod attachment;
mod calendar;
mod calendar_change;
mod calendar_layer;
mod calendar_preview;
mod contract;
mod guard;
mod history;
mod parts;
mod payment;
mod policy;
mod query;
mod quota;
mod rules;
mod target;
mod template;
mod terms;

pub use attachment::{Attachment, FileAddress};
pub use calendar::ServiceCalendar;
pub use calendar_change::CalendarChange;
pub use calendar_preview::CalendarPreview;
pub use contract::ServiceContract;
pub use guard::GuardPeriod;
pub use history::ContractKeyDate;
pub use parts::ContractParts;
pub use payment::{PaymentMilestone, PaymentPlan};
pub use policy::{SlaPolicy, SlaPolicyVersion};
pub use query::PromiseQuery;
pub use quota::QuotaUse;
pub use rules::ProtectionRange;
pub use target::{DurationKind, SlaTarget, TargetDuration};
pub use template::TemplateQuery;
pub use terms::ContractTerms;
