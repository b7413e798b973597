//! Notifications: written from the numbered feed, read in everybody's own inbox.

mod deliver;
mod inbox;

pub use deliver::{NoticeReport, deliver};
pub use inbox::{NotificationList, NotificationQuery, NotificationView, mark_read, notifications, unread};
