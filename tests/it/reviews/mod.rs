//! Compliance reviews: who is drawn, what they see, what comes of it, and what has to be rectified.

mod bench;
mod decided;
mod demo;
mod drawn;
mod rectified;
mod refused;
mod seen;
