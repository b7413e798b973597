//! Worker processes on PostgreSQL: whatever happens to them, everything takes effect exactly once (I5, I6).

mod at_once;
mod backlog;
mod killed;
mod process;
