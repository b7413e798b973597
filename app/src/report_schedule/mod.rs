//! Standing orders of reports: each person's own, delivered into their inbox through what they may see at that time. A
//! delivery holds which file is to be made, its period fixed; the bytes are made when they are fetched. See docs/exports.md.

mod deliver;
mod fetch;
mod order;
mod read;
mod work;

pub use deliver::{DeliveryReport, deliver_reports};
pub(crate) use deliver::{READY, REFUSED};
pub use fetch::prepare_report_delivery;
pub use order::{Order, Reported};
pub(crate) use read::own_deliveries;
pub use read::{Deliveries, Delivery, Schedule, deliveries, find_delivery, find_schedule, schedules};
pub use work::{NewSchedule, ScheduleChange, change_schedule, create_schedule, delete_schedule};
