//! The three administrators at their work: accounts and roles, and who did what.

mod audited;
mod people;
mod sealed;
mod tampered;
