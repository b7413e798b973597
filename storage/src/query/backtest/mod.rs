//! Back-tests: who sees them, what a worker does with them, and what they found.

mod found;
mod work;

use domain::access::{ReadScope, TicketScope};
use domain::ids::{BacktestId, UserId};
use domain::trial::{BacktestState, CandidateKind};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

pub use found::{
    CardKey, ChangeKey, ChangeRow, ExclusionRow, cards, changes, count_cards, count_changes, count_exclusions,
    exclusions, insert_found,
};
pub use work::{Candidate, advance, agencies, cancel, count_wanted, end, next, set_total, take, window};

use crate::entity::{backtest, backtest_agency};
use crate::row_scope;

/// Which back-tests somebody sees: of candidates that they may write, over agencies whose reports they read.
#[derive(Clone, Debug)]
pub struct BacktestScope {
    /// By what is tried.
    pub owners: Vec<(CandidateKind, ReadScope)>,
    pub tickets: TicketScope,
}

impl BacktestScope {
    fn condition(&self) -> Condition {
        let mut owned = Condition::any();
        for (kind, owners) in &self.owners {
            let of_kind = Condition::all().add(backtest::Column::Kind.eq(*kind)).add(row_scope::owned(
                owners,
                (backtest::Entity, backtest::Column::OwnerId),
                false,
            ));
            owned = owned.add(of_kind);
        }
        let seen = match &self.tickets {
            TicketScope::Everything => Condition::all(),
            TicketScope::Orgs { agencies, .. } if !agencies.is_empty() => {
                let of_this = Expr::col((backtest_agency::Entity, backtest_agency::Column::BacktestId))
                    .equals((backtest::Entity, backtest::Column::Id));
                let outside = Expr::col((backtest_agency::Entity, backtest_agency::Column::AgencyId))
                    .is_not_in(agencies.iter().map(|id| id.0));
                let hidden = Query::select()
                    .expr(Expr::value(1))
                    .from(backtest_agency::Entity)
                    .cond_where(Condition::all().add(of_this).add(outside))
                    .to_owned();
                Condition::all().add(Expr::exists(hidden).not())
            }
            _ => Condition::all().add(Expr::value(false)),
        };
        Condition::all().add(owned).add(seen)
    }
}

/// One back-test, whoever asks.
pub async fn any(db: &impl ConnectionTrait, id: BacktestId) -> Result<Option<backtest::Model>, DbErr> {
    backtest::Entity::find_by_id(id).one(db).await
}

/// One back-test, when it lies in the scope.
pub async fn find(
    db: &impl ConnectionTrait,
    scope: &BacktestScope,
    id: BacktestId,
) -> Result<Option<backtest::Model>, DbErr> {
    backtest::Entity::find_by_id(id).filter(scope.condition()).one(db).await
}

/// A page, the newest first: ids are in the order of time.
pub async fn page(
    db: &impl ConnectionTrait,
    scope: &BacktestScope,
    states: &[BacktestState],
    after: Option<BacktestId>,
    limit: u64,
) -> Result<Vec<backtest::Model>, DbErr> {
    let mut query = chosen(scope, states).order_by_desc(backtest::Column::Id).limit(limit);
    if let Some(after) = after {
        query = query.filter(backtest::Column::Id.lt(after));
    }
    query.all(db).await
}

/// How many there are.
pub async fn count(db: &impl ConnectionTrait, scope: &BacktestScope, states: &[BacktestState]) -> Result<u64, DbErr> {
    chosen(scope, states).count(db).await
}

fn chosen(scope: &BacktestScope, states: &[BacktestState]) -> Select<backtest::Entity> {
    let query = backtest::Entity::find().filter(scope.condition());
    match states {
        [] => query,
        states => query.filter(backtest::Column::State.is_in(states.iter().copied())),
    }
}

/// How many of somebody's back-tests are not over.
pub async fn unfinished(db: &impl ConnectionTrait, by: Option<UserId>) -> Result<u64, DbErr> {
    let by = match by {
        Some(user) => backtest::Column::CreatedBy.eq(user),
        None => backtest::Column::CreatedBy.is_null(),
    };
    let waiting = backtest::Column::State.is_in([BacktestState::Queued, BacktestState::Running]);
    backtest::Entity::find().filter(by).filter(waiting).count(db).await
}
