//! Where work goes: the vendor's teams, contracts that overlap by precedence, requests that no contract covers, and the
//! report of what coverage lacks.

mod demo;
mod gaps;
mod precedence;
pub mod teams;
mod uncovered;
mod uncovered_life;
