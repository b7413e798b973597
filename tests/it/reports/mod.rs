//! Reports: what they count, and that every figure leads to its tickets.

mod cells;
mod delivered;
mod desk;
mod forecast;
mod given_away;
mod narrowed;
mod orders;
mod repeats;
mod time;
mod work;
mod workload;
