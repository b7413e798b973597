//! The composition root: settings and wiring, a library only so that the integration tests start what `main` starts.

pub mod audit;
pub mod bundle;
pub mod cli;
pub mod config;
pub mod demo;
pub mod import;
pub mod serve;
pub mod shutdown;
pub mod start;
pub mod telemetry;
