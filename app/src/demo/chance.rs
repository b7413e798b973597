//! Draws that follow from a seed.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// A seeded source; the same calls give the same draws with the pinned version of `rand`.
#[derive(Debug)]
pub(super) struct Chance(StdRng);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// True so many times in a hundred.
    pub(super) fn percent(&mut self, share: u32) -> bool {
        self.0.random_range(0..100) < share
    }

    /// From `least` to `most`, both inclusive.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        self.0.random_range(least..=most)
    }

    /// From `least` up to `most`.
    pub(super) fn share(&mut self, least: f64, most: f64) -> f64 {
        self.0.random_range(least..most)
    }

    /// One of a list, which is never empty.
    pub(super) fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.0.random_range(0..list.len())]
    }

    /// The place of one of these weights, each as likely as it is heavy.
    pub(super) fn weighted(&mut self, weights: impl IntoIterator<Item = u32> + Clone) -> usize {
        let all: u32 = weights.clone().into_iter().sum();
        let mut left = self.0.random_range(0..all.max(1));
        for (place, weight) in weights.into_iter().enumerate() {
            match left.checked_sub(weight) {
                Some(rest) => left = rest,
                None => return place,
            }
        }
        0
    }

    /// Random bits for an id.
    pub(super) fn bits(&mut self) -> [u8; 10] {
        self.0.random()
    }
}
