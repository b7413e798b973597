//! Pages of lists that are ordered by a column, ties by id: what follows a place, wherever rows come or go before it.

use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr, Value};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

/// The rows behind the last one seen, the highest key first.
pub(crate) fn descending<E: EntityTrait>(
    query: Select<E>,
    columns: (E::Column, E::Column),
    after: Option<(impl Into<Value>, impl Into<Value>)>,
    limit: u64,
) -> Select<E> {
    let query = match after {
        Some(place) => query.filter(both(columns).lt(values(place))),
        None => query,
    };
    query.order_by_desc(columns.0).order_by_desc(columns.1).limit(limit)
}

/// The rows behind the last one seen, the lowest key first.
pub(crate) fn ascending<E: EntityTrait>(
    query: Select<E>,
    columns: (E::Column, E::Column),
    after: Option<(impl Into<Value>, impl Into<Value>)>,
    limit: u64,
) -> Select<E> {
    let query = match after {
        Some(place) => query.filter(both(columns).gt(values(place))),
        None => query,
    };
    query.order_by_asc(columns.0).order_by_asc(columns.1).limit(limit)
}

fn both<C: ColumnTrait>((key, id): (C, C)) -> SimpleExpr {
    Expr::tuple([Expr::col(key.as_column_ref()), Expr::col(id.as_column_ref())])
}

fn values((key, id): (impl Into<Value>, impl Into<Value>)) -> SimpleExpr {
    Expr::tuple([Expr::value(key), Expr::value(id)])
}
