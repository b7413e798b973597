//! A compliance review as the snapshot holds it: its row and who sits in it.

use std::collections::HashMap;

use domain::ids::{ContractId, ReviewId, UserId};
use domain::review::{ReviewState, SeatState};
use storage::entity::{compliance_review, review_seat};
use storage::query::promise::Promises;

/// A review and everybody who was drawn for it.
#[derive(Clone, Debug)]
pub struct Review {
    pub row: compliance_review::Model,
    /// In the order in which they were drawn: those who declined included.
    pub seats: Vec<review_seat::Model>,
}

impl Review {
    /// Whether it counts: what it was about was not taken back.
    pub fn counts(&self) -> bool {
        self.row.state != ReviewState::Withdrawn
    }

    /// The seat that somebody holds.
    pub fn seat_of(&self, user: UserId) -> Option<&review_seat::Model> {
        self.seats.iter().find(|seat| seat.user_id == user && seat.state.is_held())
    }

    /// How many have to answer.
    pub fn size(&self) -> i32 {
        self.seats.iter().map(|seat| seat.seat).max().unwrap_or(0)
    }

    /// How many have.
    pub fn answered(&self) -> usize {
        self.seats.iter().filter(|seat| seat.state == SeatState::Answered).count()
    }

    /// The seats that nobody holds.
    pub fn vacant(&self) -> Vec<i32> {
        let held = |number: &i32| self.seats.iter().any(|seat| seat.seat == *number && seat.state.is_held());
        (1..=self.size()).filter(|number| !held(number)).collect()
    }
}

/// The reviews of a reading of all promises, by contract.
pub(super) fn reviews(read: &mut Promises) -> HashMap<ContractId, Vec<Review>> {
    let mut seats: HashMap<ReviewId, Vec<review_seat::Model>> = HashMap::new();
    for seat in std::mem::take(&mut read.seats) {
        seats.entry(seat.review_id).or_default().push(seat);
    }
    let mut reviews: HashMap<ContractId, Vec<Review>> = HashMap::new();
    for row in std::mem::take(&mut read.reviews) {
        let seats = seats.remove(&row.id).unwrap_or_default();
        reviews.entry(row.contract_id).or_default().push(Review { row, seats });
    }
    reviews
}
