//! The engine as its users see it: one test for each case of the list, the laws, and a small language to tell stories.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod calendar_changes;
mod cases_calendar;
mod cases_corrections;
mod cases_cycles;
mod cases_disputes;
mod cases_handover;
mod cases_pauses;
mod cases_policy;
mod cases_priority;
mod cases_severity;
mod cases_time;
mod explained;
mod laws;
mod laws_policy;
mod old_format;
mod promises;
mod story;
