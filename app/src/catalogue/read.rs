//! Reading the catalogue, and what tickets ask for of it.

use std::collections::HashMap;

use domain::access::{Action, ReadScope};
use domain::catalogue::{Answer, ItemField};
use domain::ids::{AgencyId, ServiceItemId, TicketId};
use domain::ticket::TicketKind;
use storage::Transaction;
use storage::entity::{service_item, service_item_version};
use storage::query::catalogue::{self as query, ItemFilter};

use crate::ticket::rows::missing;
use crate::{Error, Op, Result};

/// An item as one of its versions says.
#[derive(Clone, Debug)]
pub struct ServiceItemView {
    pub row: service_item::Model,
    pub content: service_item_version::Model,
    pub fields: Vec<ItemField>,
}

/// The item that a ticket asks for, by the version that was answered.
#[derive(Clone, Debug)]
pub struct TicketItemView {
    pub item: ServiceItemView,
    pub answers: Vec<Answer>,
}

/// Which items, and which page. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct ItemQuery {
    /// What this agency can ask for: its own, and those of the agencies over it.
    pub agency: Option<AgencyId>,
    pub active: Option<bool>,
    pub kind: Option<TicketKind>,
    /// Code and id of the last one already seen.
    pub after: Option<(String, ServiceItemId)>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page of items by code.
#[derive(Clone, Debug)]
pub struct ItemList {
    pub rows: Vec<ServiceItemView>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// One page of the items that the actor may see, by their newest versions. Needs `service_item.view`.
pub async fn service_items(op: &Op, asked: &ItemQuery) -> Result<ItemList> {
    op.require(Action::ServiceItemView)?;
    let (db, scope) = (op.app().store.read(), op.read_scope(Action::ServiceItemView));
    let owners = asked.agency.map(|agency| op.directory().above(agency));
    let filter = ItemFilter { owners, active: asked.active, kind: asked.kind };
    let after = asked.after.as_ref().map(|(code, id)| (code.as_str(), *id));
    let mut rows = query::page(db, &scope, &filter, after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count(db, &scope, &filter).await?) } else { None };
    Ok(ItemList { rows: newest(op, rows).await?, more, total })
}

/// One item by its newest version. Needs `service_item.view`.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's scope.
pub async fn find_service_item(op: &Op, id: ServiceItemId) -> Result<ServiceItemView> {
    let row = query::find(op.app().store.read(), &op.read_scope(Action::ServiceItemView), id).await?;
    let row = row.ok_or(Error::NotFound("service item"))?;
    newest(op, vec![row]).await?.pop().ok_or_else(|| missing("the version of a service item"))
}

/// Those of these items that the actor sees.
pub(crate) async fn seen(op: &Op, ids: &[ServiceItemId]) -> Result<Vec<ServiceItemView>> {
    let scope = op.read_scope(Action::ServiceItemView);
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = query::named(op.app().store.read(), ids).await?;
    newest(op, rows.into_iter().filter(|row| scope.covers(Some(row.owner_id), None)).collect()).await
}

async fn newest(op: &Op, rows: Vec<service_item::Model>) -> Result<Vec<ServiceItemView>> {
    let wanted: Vec<_> = rows.iter().map(|row| (row.id, row.version)).collect();
    let versions = query::versions(op.app().store.read(), &wanted).await?;
    let mut versions: HashMap<_, _> = versions.into_iter().map(|row| (row.item_id, row)).collect();
    rows.into_iter().filter_map(|row| Some((versions.remove(&row.id)?, row))).map(|(of, row)| view(row, of)).collect()
}

fn view(row: service_item::Model, content: service_item_version::Model) -> Result<ServiceItemView> {
    let fields = serde_json::from_value(content.fields.clone())?;
    Ok(ServiceItemView { row, content, fields })
}

/// The item that a ticket of an agency shall ask for: active, and offered there.
///
/// # Errors
/// `NOT_FOUND` at `serviceItemId`.
pub(crate) async fn item_for(
    op: &Op,
    transaction: &Transaction,
    agency: AgencyId,
    id: ServiceItemId,
) -> Result<ServiceItemView> {
    let offered = ReadScope::Orgs { agencies: op.directory().above(agency), vendors: Vec::new() };
    let row = query::find(transaction, &offered, id).await?.filter(|row| row.active);
    let Some(row) = row else {
        let en = "no such service item is offered at this agency";
        return Err(Error::invalid("NOT_FOUND", "serviceItemId", en, "该采购单位没有此在用服务项"));
    };
    let version = query::versions(transaction, &[(row.id, row.version)]).await?.pop();
    view(row, version.ok_or_else(|| missing("the version of a service item"))?)
}

/// The items that tickets in scope ask for, by the versions that were answered: whoever sees a ticket sees what it asks.
pub async fn ticket_items(op: &Op, ids: &[TicketId]) -> Result<HashMap<TicketId, Option<TicketItemView>>> {
    let db = op.app().store.read();
    let asked = query::of_tickets(db, &op.ticket_scope(Action::TicketView), ids).await?;
    if asked.is_empty() {
        return Ok(HashMap::new());
    }
    let mut wanted: Vec<_> = asked.iter().map(|row| (row.item_id, row.version)).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let versions = query::versions(db, &wanted).await?;
    let versions: HashMap<_, _> = versions.into_iter().map(|row| ((row.item_id, row.number), row)).collect();
    let mut items: Vec<ServiceItemId> = wanted.into_iter().map(|(id, _)| id).collect();
    items.dedup();
    let items = query::named(db, &items).await?;
    let items: HashMap<_, _> = items.into_iter().map(|row| (row.id, row)).collect();
    let mut found = HashMap::new();
    for row in asked {
        let (item, version) = (items.get(&row.item_id), versions.get(&(row.item_id, row.version)));
        if let (Some(item), Some(version)) = (item, version) {
            let item = view(item.clone(), version.clone())?;
            let answers = serde_json::from_value(row.answers)?;
            found.insert(row.ticket_id, Some(TicketItemView { item, answers }));
        }
    }
    Ok(found)
}
