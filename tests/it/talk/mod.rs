//! The talk on tickets: who reads what, who is told, files, the work log, ratings from both sides.

mod comments;
mod demo;
pub mod desk;
mod evidence;
mod files;
mod files_refused;
mod inbox;
mod legs;
mod mentions;
mod ratings;
mod watchers;
mod work;
