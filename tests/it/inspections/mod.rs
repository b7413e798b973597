//! Inspections: planned over the working calendar, raised once each, answered, missed, counted.

mod answered;
mod booked;
mod counted;
mod demo;
pub mod desk;
mod doubt;
mod handed_over;
mod missed;
mod planned;
mod reported;
mod seen;
