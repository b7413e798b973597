//! Evidence bundles: who gets which, that nothing is found in one as it was made, and what is found in a changed one.

mod assessments;
mod checked;
mod pages;
mod pdf;
mod refused;
mod scores;
mod shelf;
mod verdicts;
