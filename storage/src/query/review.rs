//! What hangs on compliance reviews and is not held in memory: the terms seen, draws, answers and findings.

use domain::ids::ReviewId;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::{review_answer, review_draw, review_finding, review_terms};

/// What hangs on some reviews.
#[derive(Debug, Default)]
pub struct ReviewParts {
    pub terms: Vec<review_terms::Model>,
    /// In the order in which they were cast.
    pub draws: Vec<review_draw::Model>,
    pub answers: Vec<review_answer::Model>,
    pub findings: Vec<review_finding::Model>,
}

/// Reads the parts of these reviews, each in one statement.
pub async fn parts(db: &impl ConnectionTrait, ids: &[ReviewId]) -> Result<ReviewParts, DbErr> {
    let of = || ids.iter().copied();
    let draws = review_draw::Entity::find().filter(review_draw::Column::ReviewId.is_in(of()));
    let findings = review_finding::Entity::find().filter(review_finding::Column::ReviewId.is_in(of()));
    Ok(ReviewParts {
        terms: review_terms::Entity::find().filter(review_terms::Column::ReviewId.is_in(of())).all(db).await?,
        draws: draws.order_by_asc(review_draw::Column::Number).all(db).await?,
        answers: answers(db, ids).await?,
        findings: findings.order_by_asc(review_finding::Column::Item).all(db).await?,
    })
}

/// The answers of every reviewer, by item.
pub async fn answers(db: &impl ConnectionTrait, ids: &[ReviewId]) -> Result<Vec<review_answer::Model>, DbErr> {
    review_answer::Entity::find()
        .filter(review_answer::Column::ReviewId.is_in(ids.iter().copied()))
        .order_by_asc(review_answer::Column::Item)
        .order_by_asc(review_answer::Column::UserId)
        .all(db)
        .await
}

/// The number of the newest draw of a review.
pub async fn latest_draw(db: &impl ConnectionTrait, id: ReviewId) -> Result<i32, DbErr> {
    let newest = review_draw::Entity::find().filter(review_draw::Column::ReviewId.eq(id));
    let newest = newest.order_by_desc(review_draw::Column::Number).one(db).await?;
    Ok(newest.map_or(0, |draw| draw.number))
}
