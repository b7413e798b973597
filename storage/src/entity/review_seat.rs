//! An expert who was drawn for a seat of a review.

use domain::Instant;
use domain::ids::{ReviewId, SeatId, UserId};
use domain::review::SeatState;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "review_seat")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SeatId,
    pub review_id: ReviewId,
    /// 1 for the first; somebody who is drawn for one that fell vacant has its number.
    pub seat: i32,
    pub user_id: UserId,
    /// The number of the draw.
    pub draw: i32,
    pub state: SeatState,
    /// Why it was declined.
    pub reason: Option<String>,
    /// When it was answered or fell vacant.
    pub settled_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}
