//! Writing the catalogue.

use domain::access::Action;
use domain::catalogue::{ItemField, check_fields};
use domain::change::ObjectKind;
use domain::ids::{AgencyId, ServiceItemId};
use domain::ticket::{BODY_MAX, Impact, TicketKind, Urgency};
use storage::Transaction;
use storage::entity::{service_item, service_item_version};
use storage::query::catalogue as query;
use storage::query::setup::insert;

use super::{ServiceItemView, find_service_item};
use crate::change::{Watched, stale};
use crate::mistakes::{Mistakes, NAME_MAX};
use crate::setup::system::code;
use crate::{Error, Op, Result, Violation};

/// What a version of an item says.
#[derive(Clone, Debug)]
pub struct ItemContent {
    pub name: String,
    pub kind: TicketKind,
    pub impact: Impact,
    pub urgency: Urgency,
    /// What a description begins as; none: empty.
    pub description_template: Option<String>,
    pub fields: Vec<ItemField>,
}

/// A new item.
#[derive(Clone, Debug)]
pub struct NewItem {
    pub owner: AgencyId,
    /// Unique at the owner; it stays for good.
    pub code: String,
    pub content: ItemContent,
}

/// Writes an item with its first version; it can be asked for at once. Needs `service_item.manage` at the owner.
///
/// # Errors
/// `TAKEN` for a code in use at the owner; what is wrong with the fields, each named by its place.
pub async fn create_service_item(op: &Op, new: &NewItem) -> Result<ServiceItemView> {
    op.require(Action::ServiceItemManage)?;
    if !op.read_scope(Action::AgencyView).covers(Some(new.owner), None) {
        return Err(Error::NotFound("agency"));
    }
    writable(op, new.owner)?;
    let mut mistakes = Mistakes::default();
    let code = code(&mut mistakes, "code", &new.code);
    let id: ServiceItemId = op.id();
    let content = version(op, mistakes, (id, 1), &new.content)?;
    let row = service_item::Model {
        id,
        owner_id: new.owner,
        code: code.clone(),
        active: true,
        version: 1,
        created_at: op.now(),
    };
    let transaction = op.begin().await?;
    if !query::insert_item(&transaction, row).await? {
        return Err(Error::invalid("TAKEN", "code", format!("{code} is taken"), format!("编码 {code} 已被使用")));
    }
    let detail = serde_json::json!({ "ownerId": new.owner, "code": code, "name": content.name });
    insert(&transaction, content).await?;
    let made = Watched::made(ObjectKind::ServiceItem, id.0);
    finish(op, (transaction, made), "service_item.create", id, detail).await
}

/// Writes the next version of an item, where `number` is still the newest; tickets keep the version that they answered.
/// Needs `service_item.manage` at the owner.
///
/// # Errors
/// CONFLICT when somebody else wrote one meanwhile; as for a new item.
pub async fn revise_service_item(
    op: &Op,
    id: ServiceItemId,
    number: i32,
    content: &ItemContent,
) -> Result<ServiceItemView> {
    let known = own(op, id).await?;
    let content = version(op, Mistakes::default(), (id, number.saturating_add(1)), content)?;
    let transaction = op.begin().await?;
    let watched = Watched::begin(op, &transaction, ObjectKind::ServiceItem, id.0).await?;
    if known.content.number != number || !query::count_version(&transaction, id, number).await? {
        return Err(stale(op, &transaction, (ObjectKind::ServiceItem, id.0), number.into()).await);
    }
    let detail = serde_json::json!({ "version": content.number, "name": content.name });
    insert(&transaction, content).await?;
    finish(op, (transaction, watched), "service_item.revise", id, detail).await
}

/// Retires an item, so that nothing more is asked of it, or opens it again. Needs `service_item.manage` at the owner.
///
/// # Errors
/// NOT_FOUND, FORBIDDEN.
pub async fn set_service_item_active(op: &Op, id: ServiceItemId, active: bool) -> Result<ServiceItemView> {
    own(op, id).await?;
    let transaction = op.begin().await?;
    let watched = Watched::begin(op, &transaction, ObjectKind::ServiceItem, id.0).await?;
    query::set_active(&transaction, id, active).await?;
    let detail = serde_json::json!({ "active": active });
    finish(op, (transaction, watched), "service_item.set_active", id, detail).await
}

async fn own(op: &Op, id: ServiceItemId) -> Result<ServiceItemView> {
    op.require(Action::ServiceItemManage)?;
    let item = find_service_item(op, id).await?;
    writable(op, item.row.owner_id)?;
    Ok(item)
}

/// Refuses unless the actor may write what an agency offers.
pub(crate) fn writable(op: &Op, owner: AgencyId) -> Result<()> {
    let covered = op.read_scope(Action::ServiceItemManage).covers(Some(owner), None);
    if covered { Ok(()) } else { Err(Error::Forbidden(Action::ServiceItemManage)) }
}

async fn finish(
    op: &Op,
    (transaction, watched): (Transaction, Watched),
    action: &str,
    id: ServiceItemId,
    detail: serde_json::Value,
) -> Result<ServiceItemView> {
    insert(&transaction, op.audit(action, ("service_item", id.0), detail)).await?;
    watched.end(op, &transaction).await?;
    transaction.commit().await?;
    find_service_item(op, id).await
}

fn version(
    op: &Op,
    mut mistakes: Mistakes,
    (item_id, number): (ServiceItemId, i32),
    asked: &ItemContent,
) -> Result<service_item_version::Model> {
    let name = mistakes.text("name", &asked.name, NAME_MAX);
    let template = mistakes.optional("descriptionTemplate", asked.description_template.as_deref(), BODY_MAX);
    let fields = check_fields(asked.fields.clone());
    let fields = fields.map_err(|wrong| mistakes.extend(wrong.into_iter().map(Violation::from))).unwrap_or_default();
    mistakes.refuse()?;
    Ok(service_item_version::Model {
        item_id,
        number,
        name,
        kind: asked.kind,
        impact: asked.impact,
        urgency: asked.urgency,
        description_template: template.unwrap_or_default(),
        fields: serde_json::to_value(fields)?,
        created_by: op.actor().user(),
        created_at: op.now(),
    })
}
