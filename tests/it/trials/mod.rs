//! Trying out before deciding: back-tests over closed tickets, pilots at some agencies.

pub mod desk;
mod interrupted;
mod pilots;
mod promoted;
mod real_log;
mod schemes;
mod tried;
