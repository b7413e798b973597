//! Money: what contracts say of service credits, and statements of what a frozen period pays.

mod paid;
mod terms;
mod till;
