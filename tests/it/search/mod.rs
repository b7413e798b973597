//! Searching tickets, and the views that people save.

mod agrees;
mod desk;
mod follows;
mod found;
mod sides;
mod views;
