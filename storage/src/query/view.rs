//! Saved views: one's own, and those that are shared with an organisation.

use domain::ids::{AgencyId, UserId, VendorId, ViewId};
use sea_orm::sea_query::{Condition, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, SqlErr};

use crate::entity::saved_view::{ActiveModel, Column, Entity, Model};
use crate::entity::saved_view_default;
use crate::query::setup::{insert, update};

/// Who looks: what one owns, and what is shared with where one works.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub user: UserId,
    pub agencies: Vec<AgencyId>,
    pub vendors: Vec<VendorId>,
}

impl Viewer {
    fn condition(&self) -> Condition {
        Condition::any()
            .add(Column::OwnerId.eq(self.user))
            .add(Column::AgencyId.is_in(self.agencies.iter().copied()))
            .add(Column::VendorId.is_in(self.vendors.iter().copied()))
    }
}

/// Every view that somebody sees.
pub async fn seen(db: &impl ConnectionTrait, viewer: &Viewer) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(viewer.condition()).all(db).await
}

/// One view, when they see it.
pub async fn find(db: &impl ConnectionTrait, viewer: &Viewer, id: ViewId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(viewer.condition()).one(db).await
}

/// How many views somebody owns.
pub async fn owned(db: &impl ConnectionTrait, owner: UserId) -> Result<u64, DbErr> {
    Entity::find().filter(Column::OwnerId.eq(owner)).count(db).await
}

/// How many other views are shared with an organisation.
pub async fn shared(
    db: &impl ConnectionTrait,
    (agency, vendor): (Option<AgencyId>, Option<VendorId>),
    but: Option<ViewId>,
) -> Result<u64, DbErr> {
    let mut query = Entity::find();
    if let Some(agency) = agency {
        query = query.filter(Column::AgencyId.eq(agency));
    }
    if let Some(vendor) = vendor {
        query = query.filter(Column::VendorId.eq(vendor));
    }
    if let Some(but) = but {
        query = query.filter(Column::Id.ne(but));
    }
    query.count(db).await
}

/// Whether the name was free and the new view is written.
pub async fn create(db: &impl ConnectionTrait, row: Model) -> Result<bool, DbErr> {
    unless_taken(insert(db, row).await)
}

/// Whether the name was free and the view is changed.
pub async fn change(db: &impl ConnectionTrait, row: Model) -> Result<bool, DbErr> {
    unless_taken(update(db, row).await)
}

fn unless_taken(done: Result<(), DbErr>) -> Result<bool, DbErr> {
    match done {
        Ok(()) => Ok(true),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Forgets a view, also where somebody begins with it.
pub async fn delete(db: &impl ConnectionTrait, id: ViewId) -> Result<(), DbErr> {
    let defaults = saved_view_default::Entity::delete_many();
    defaults.filter(saved_view_default::Column::ViewId.eq(id)).exec(db).await?;
    Entity::delete(ActiveModel { id: sea_orm::Set(id), ..ActiveModel::default() }).exec(db).await.map(drop)
}

/// The view that somebody begins with.
pub async fn default_of(db: &impl ConnectionTrait, user: UserId) -> Result<Option<ViewId>, DbErr> {
    let row = saved_view_default::Entity::find_by_id(user).one(db).await?;
    Ok(row.map(|row| row.view_id))
}

/// Says which view somebody begins with; none: with none.
pub async fn set_default(db: &impl ConnectionTrait, user: UserId, view: Option<ViewId>) -> Result<(), DbErr> {
    let Some(view_id) = view else {
        return saved_view_default::Entity::delete_by_id(user).exec(db).await.map(drop);
    };
    let column = saved_view_default::Column::UserId;
    let replace = OnConflict::column(column).update_column(saved_view_default::Column::ViewId).to_owned();
    let row = saved_view_default::Model { user_id: user, view_id }.into_active_model();
    saved_view_default::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await.map(drop)
}
