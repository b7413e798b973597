//! Contracts from draft to acceptance: their life, their amendments, what they bind, and the days that come.

mod amendments;
mod binding;
mod dates;
mod demo;
mod files;
mod life;
mod lists;
pub mod office;
mod payments;
mod quotas;
mod refused;
mod s3;
