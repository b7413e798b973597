//! Reviews that were held before the platform kept them, all at once: for the demo.

use sea_orm::{ConnectionTrait, DbErr};

use super::act::insert_many;
use crate::entity::{
    compliance_review, rectification, review_answer, review_draw, review_finding, review_seat, review_terms,
};
use crate::query::epoch;

/// Rows that do not exist yet.
#[derive(Clone, Debug, Default)]
pub struct HeldReviews {
    pub reviews: Vec<compliance_review::Model>,
    pub terms: Vec<review_terms::Model>,
    pub draws: Vec<review_draw::Model>,
    pub seats: Vec<review_seat::Model>,
    pub answers: Vec<review_answer::Model>,
    pub findings: Vec<review_finding::Model>,
    pub rectifications: Vec<rectification::Model>,
}

/// The most rows of one statement: ten columns each stay below the limit of binds on both databases.
const CHUNK: usize = 2_000;

/// Writes the rows inside the caller's transaction and advances the epoch of the snapshot that holds reviews.
pub async fn lay_reviews(db: &impl ConnectionTrait, held: HeldReviews) -> Result<(), DbErr> {
    insert_many::<compliance_review::Entity>(db, held.reviews).await?;
    insert_many::<review_terms::Entity>(db, held.terms).await?;
    insert_many::<review_draw::Entity>(db, held.draws).await?;
    insert_many::<review_seat::Entity>(db, held.seats).await?;
    for answers in held.answers.chunks(CHUNK) {
        insert_many::<review_answer::Entity>(db, answers.to_vec()).await?;
    }
    for findings in held.findings.chunks(CHUNK) {
        insert_many::<review_finding::Entity>(db, findings.to_vec()).await?;
    }
    insert_many::<rectification::Entity>(db, held.rectifications).await?;
    epoch::advance(db, "coverage").await.map(drop)
}
