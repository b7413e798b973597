//! Saving, changing and forgetting views.

use domain::change::ObjectKind;
use domain::ids::{AgencyId, UserId, VendorId, ViewId};
use domain::search::TextQuery;
use storage::Transaction;
use storage::entity::saved_view;
use storage::query::setup::insert;
use storage::query::view as query;

use super::ViewSpec;
use super::read::viewer;
use crate::change::Watched;
use crate::mistakes::Mistakes;
use crate::ticket::TicketQuery;
use crate::{Error, Op, Result, TicketOrder, Violation};

/// Views that somebody owns, and views that are shared with one organisation, at most.
pub const VIEWS_MAX: u64 = 100;
/// The longest name, in characters.
const NAME_MAX: usize = 100;

/// Whose people see a view too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Organisation {
    Agency(AgencyId),
    Vendor(VendorId),
}

/// A view to be saved.
#[derive(Clone, Debug)]
pub struct NewView {
    /// Unique for its owner.
    pub name: String,
    /// Blank counts as none.
    pub words: Option<String>,
    pub filter: TicketQuery,
    pub order: TicketOrder,
    pub shared_with: Option<Organisation>,
}

/// What to change of a view; what is none stays.
#[derive(Clone, Debug)]
pub struct ViewChange {
    pub view: ViewId,
    pub name: Option<String>,
    /// Blank: no words any more.
    pub words: Option<String>,
    pub filter: Option<TicketQuery>,
    pub order: Option<TicketOrder>,
    /// `Some(None)`: with nobody any more.
    pub shared_with: Option<Option<Organisation>>,
}

/// Saves a view. Needs `ticket.view`.
///
/// # Errors
/// `REQUIRED`, `TOO_LONG`, `TAKEN` for the name; the words as in a search; `TOO_MANY`; `NOT_FOUND` for an organisation
/// where the actor holds no role.
pub async fn create_view(op: &Op, new: &NewView) -> Result<ViewId> {
    let viewer = viewer(op)?;
    let transaction = op.begin().await?;
    let mut mistakes = Mistakes::default();
    let name = mistakes.text("name", &new.name, NAME_MAX);
    let words = words(&mut mistakes, new.words.as_deref());
    let (agency_id, vendor_id) = shared_with(&mut mistakes, (&transaction, &viewer), new.shared_with, None).await?;
    if query::owned(&transaction, viewer.user).await? >= VIEWS_MAX {
        let en = format!("you have {VIEWS_MAX} views: delete one first");
        mistakes.add("TOO_MANY", "name", en, format!("您已有 {VIEWS_MAX} 个视图，请先删除"));
    }
    mistakes.refuse()?;
    let row = saved_view::Model {
        id: op.id(),
        owner_id: viewer.user,
        agency_id,
        vendor_id,
        name,
        spec: serde_json::to_value(ViewSpec::of(words, new.filter.clone(), new.order))?,
        created_at: op.now(),
        updated_at: op.now(),
        version: 1,
    };
    let (id, detail) = (row.id, detail(&row));
    if !query::create(&transaction, row).await? {
        return Err(taken());
    }
    finish(op, (transaction, Watched::made(ObjectKind::View, id.0)), "view.create", id, detail).await
}

/// Changes one's own view. Needs `ticket.view`.
///
/// # Errors
/// As for a new one; FORBIDDEN for somebody else's.
pub async fn update_view(op: &Op, asked: &ViewChange) -> Result<ViewId> {
    let viewer = viewer(op)?;
    let transaction = op.begin().await?;
    own(&transaction, &viewer, asked.view).await?;
    let watched = Watched::begin(op, &transaction, ObjectKind::View, asked.view.0).await?;
    // Once more, now that nobody else can change it.
    let mut row = own(&transaction, &viewer, asked.view).await?;
    let mut mistakes = Mistakes::default();
    let mut spec: ViewSpec = serde_json::from_value(row.spec)?;
    if let Some(name) = &asked.name {
        row.name = mistakes.text("name", name, NAME_MAX);
    }
    if asked.words.is_some() {
        spec.words = words(&mut mistakes, asked.words.as_deref());
    }
    if let Some(filter) = &asked.filter {
        spec = spec.with_filter(filter.clone());
    }
    spec.order = asked.order.unwrap_or(spec.order);
    if let Some(with) = asked.shared_with {
        let shared = shared_with(&mut mistakes, (&transaction, &viewer), with, Some(row.id)).await?;
        (row.agency_id, row.vendor_id) = shared;
    }
    mistakes.refuse()?;
    row.spec = serde_json::to_value(spec)?;
    row.updated_at = op.now();
    row.version += 1;
    let (id, detail) = (row.id, detail(&row));
    if !query::change(&transaction, row).await? {
        return Err(taken());
    }
    finish(op, (transaction, watched), "view.update", id, detail).await
}

/// Forgets one's own view. Needs `ticket.view`.
///
/// # Errors
/// FORBIDDEN for somebody else's.
pub async fn delete_view(op: &Op, id: ViewId) -> Result<ViewId> {
    let viewer = viewer(op)?;
    let transaction = op.begin().await?;
    own(&transaction, &viewer, id).await?;
    let watched = Watched::begin(op, &transaction, ObjectKind::View, id.0).await?;
    // Once more, now that nobody else can delete it.
    let row = own(&transaction, &viewer, id).await?;
    query::delete(&transaction, id).await?;
    finish(op, (transaction, watched), "view.delete", id, detail(&row)).await
}

/// Says which view the actor begins with; none: with none. Needs `ticket.view`.
pub async fn set_default_view(op: &Op, id: Option<ViewId>) -> Result<Option<ViewId>> {
    let viewer = viewer(op)?;
    let transaction = op.begin().await?;
    if let Some(id) = id {
        query::find(&transaction, &viewer, id).await?.ok_or(Error::NotFound("view"))?;
    }
    query::set_default(&transaction, viewer.user, id).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Whether somebody may change a view: its owner alone.
pub(crate) fn is_own(user: UserId, owner: UserId) -> bool {
    user == owner
}

async fn own(transaction: &Transaction, viewer: &query::Viewer, id: ViewId) -> Result<saved_view::Model> {
    let row = query::find(transaction, viewer, id).await?.ok_or(Error::NotFound("view"))?;
    if is_own(viewer.user, row.owner_id) { Ok(row) } else { Err(Error::Forbidden(domain::access::Action::TicketView)) }
}

/// Checked as a search would.
fn words(mistakes: &mut Mistakes, words: Option<&str>) -> Option<String> {
    let words = words.map(str::trim).filter(|words| !words.is_empty())?;
    if let Err(refusal) = TextQuery::parse(words) {
        mistakes.extend([Violation::new(refusal.code(), refusal.field(), refusal.to_string(), refusal.zh())]);
    }
    Some(words.to_owned())
}

async fn shared_with(
    mistakes: &mut Mistakes,
    (transaction, viewer): (&Transaction, &query::Viewer),
    with: Option<Organisation>,
    but: Option<ViewId>,
) -> Result<(Option<AgencyId>, Option<VendorId>)> {
    let (agency, vendor, member) = match with {
        None => return Ok((None, None)),
        Some(Organisation::Agency(agency)) => (Some(agency), None, viewer.agencies.contains(&agency)),
        Some(Organisation::Vendor(vendor)) => (None, Some(vendor), viewer.vendors.contains(&vendor)),
    };
    mistakes.found("organisationId", ("organisation of yours", "所属单位"), member.then_some(()));
    if member && query::shared(transaction, (agency, vendor), but).await? >= VIEWS_MAX {
        let en = format!("{VIEWS_MAX} views are shared with it already");
        mistakes.add("TOO_MANY", "organisationId", en, format!("该单位已有 {VIEWS_MAX} 个共享视图"));
    }
    Ok((agency, vendor))
}

fn taken() -> Error {
    Error::invalid("TAKEN", "name", "you have a view of this name", "您已有同名视图")
}

fn detail(row: &saved_view::Model) -> serde_json::Value {
    serde_json::json!({
        "name": row.name, "agencyId": row.agency_id, "vendorId": row.vendor_id, "spec": row.spec,
    })
}

async fn finish(
    op: &Op,
    (transaction, watched): (Transaction, Watched),
    action: &str,
    id: ViewId,
    detail: serde_json::Value,
) -> Result<ViewId> {
    insert(&transaction, op.audit(action, ("view", id.0), detail)).await?;
    watched.end(op, &transaction).await?;
    transaction.commit().await?;
    Ok(id)
}
