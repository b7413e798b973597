//! What contracts say of service credits, and what was decided about it.

use domain::access::ReadScope;
use domain::ids::{ContractId, CreditTermsId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::credit_terms::{Column, Entity, Model};
use crate::entity::credit_terms_decision;
use crate::row_scope;

/// A version and the decision about it, if there is one.
pub type Decided = (Model, Option<credit_terms_decision::Model>);

/// The versions of a contract, as far as they lie in the scope, by number.
pub async fn of_contract(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    contract: ContractId,
) -> Result<Vec<Decided>, DbErr> {
    let versions = Entity::find()
        .filter(Column::ContractId.eq(contract))
        .filter(row_scope::rows(scope, Column::AgencyId, Column::VendorId))
        .order_by_asc(Column::Number)
        .all(db)
        .await?;
    with_decisions(db, versions).await
}

/// One version, if it lies in the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &ReadScope, id: CreditTermsId) -> Result<Option<Decided>, DbErr> {
    let found =
        Entity::find_by_id(id).filter(row_scope::rows(scope, Column::AgencyId, Column::VendorId)).one(db).await?;
    Ok(with_decisions(db, found.into_iter().collect()).await?.pop())
}

async fn with_decisions(db: &impl ConnectionTrait, versions: Vec<Model>) -> Result<Vec<Decided>, DbErr> {
    if versions.is_empty() {
        return Ok(Vec::new());
    }
    let ids = versions.iter().map(|version| version.id);
    let decisions =
        credit_terms_decision::Entity::find().filter(credit_terms_decision::Column::TermsId.is_in(ids)).all(db).await?;
    let decision = |id| decisions.iter().find(|of| of.terms_id == id).cloned();
    Ok(versions.into_iter().map(|version| (version.clone(), decision(version.id))).collect())
}
