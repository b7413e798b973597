//! SeaORM entities, queries and hand-made statements, and coordination: everything that talks to a server.

pub mod coord;
pub mod entity;
pub mod files;
mod keyset;
pub mod query;
pub mod read;
pub mod row_scope;
pub mod search;
pub mod sql_count;
mod store;
pub mod write;

pub use sea_orm::{ConnectionTrait, DbErr};
pub use store::{DatabaseConfig, Store, Transaction};
