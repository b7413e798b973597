//! Notifications: written from the numbered feed, read in everybody's own inbox.

mod deliver;
mod delivered;
mod dispute;
mod ended;
mod inbox;
mod missed;
mod on_duty;
mod switched_off;

pub use deliver::{NoticeReport, deliver};
pub use inbox::{About, NotificationList, NotificationQuery, NotificationView, mark_read, notifications, unread};
