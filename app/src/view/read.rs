//! Reading saved views.

use domain::Instant;
use domain::access::{Action, Org};
use domain::ids::{AgencyId, UserId, VendorId, ViewId};
use storage::entity::saved_view;
use storage::query::view as query;

use super::ViewSpec;
use crate::{Error, Op, Result};

/// A view that the actor sees.
#[derive(Clone, Debug)]
pub struct View {
    pub id: ViewId,
    pub name: String,
    pub owner: UserId,
    /// The organisation whose people see it too.
    pub agency: Option<AgencyId>,
    pub vendor: Option<VendorId>,
    pub spec: ViewSpec,
    /// Whether the actor begins with it.
    pub is_default: bool,
    pub created_at: Instant,
    pub updated_at: Instant,
    /// Grows with each change.
    pub version: i64,
}

/// The actor's own views and those shared with an organisation where they hold a role. Needs `ticket.view`.
pub async fn saved_views(op: &Op) -> Result<Vec<View>> {
    let viewer = viewer(op)?;
    let db = op.app().store.read();
    let default = query::default_of(db, viewer.user).await?;
    query::seen(db, &viewer).await?.into_iter().map(|row| view(row, default)).collect()
}

/// One view. Needs `ticket.view`.
///
/// # Errors
/// NOT_FOUND when it is neither the actor's nor shared with them.
pub async fn find_view(op: &Op, id: ViewId) -> Result<View> {
    let viewer = viewer(op)?;
    let db = op.app().store.read();
    let row = query::find(db, &viewer, id).await?.ok_or(Error::NotFound("view"))?;
    view(row, query::default_of(db, viewer.user).await?)
}

/// Who the actor is to views: people only, where some role of theirs sees tickets.
pub(super) fn viewer(op: &Op) -> Result<query::Viewer> {
    op.require(Action::TicketView)?;
    let user = op.actor().user().ok_or(Error::Forbidden(Action::TicketView))?;
    let mut viewer = query::Viewer { user, agencies: Vec::new(), vendors: Vec::new() };
    for grant in op.actor().grants_for(Action::TicketView) {
        match grant.org {
            Org::Agency(agency) => viewer.agencies.push(agency),
            Org::Vendor(vendor) => viewer.vendors.push(vendor),
            Org::Platform => {}
        }
    }
    Ok(viewer)
}

fn view(row: saved_view::Model, default: Option<ViewId>) -> Result<View> {
    Ok(View {
        id: row.id,
        name: row.name,
        owner: row.owner_id,
        agency: row.agency_id,
        vendor: row.vendor_id,
        spec: serde_json::from_value(row.spec)?,
        is_default: default == Some(row.id),
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}
