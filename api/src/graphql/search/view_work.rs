//! Mutations of saved views.

use app::view::{
    NewView, Organisation, View, ViewChange, create_view, delete_view, find_view, set_default_view, update_view,
};
use async_graphql::{Context, ID, Object};

use super::SavedView;
use super::view_inputs::{DeleteViewInput, SaveViewInput, SetDefaultViewInput, UpdateViewInput};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::setup::{Outcome, Read};

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(Outcome<Option<View>>);

        impl From<Outcome<Option<View>>> for $name {
            fn from(outcome: Outcome<Option<View>>) -> Self {
                Self(outcome)
            }
        }

        $(#[$doc])*
        #[Object]
        impl $name {
            /// The view after it; null when nothing was changed, and when none is begun with any more.
            async fn view(&self) -> Option<SavedView<'_>> {
                let (view, request) = self.0.changed()?;
                Some(SavedView { of: view.clone()?, request })
            }

            /// Why nothing was changed; empty on success.
            async fn errors(&self) -> &[UserError] {
                self.0.errors()
            }
        }
    )+};
}

payloads! {
    /// What became of saveView.
    SaveViewPayload,
    /// What became of updateView.
    UpdateViewPayload,
    /// What became of setDefaultView.
    SetDefaultViewPayload,
}

/// What became of deleteView.
pub struct DeleteViewPayload(Outcome<ID>);

impl From<Outcome<ID>> for DeleteViewPayload {
    fn from(outcome: Outcome<ID>) -> Self {
        Self(outcome)
    }
}

/// What became of deleteView.
#[Object]
impl DeleteViewPayload {
    /// The global id of what is gone; null when nothing was changed.
    async fn deleted_id(&self) -> Option<&ID> {
        self.0.changed().map(|(id, _)| id)
    }

    /// Why nothing was changed; empty on success.
    async fn errors(&self) -> &[UserError] {
        self.0.errors()
    }
}

/// The mutations of saved views.
#[derive(Default)]
pub struct ViewMutation;

/// The mutations of saved views.
#[Object]
impl ViewMutation {
    /// Save words, a filter and an order under a name, for yourself or for an organisation of yours. TAKEN for a name
    /// that you use already. Needs ticket.view.
    async fn save_view(&self, ctx: &Context<'_>, input: SaveViewInput) -> Result<SaveViewPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewView {
            name: input.name,
            words: input.words,
            filter: read.converted(|language| input.filter.unwrap_or_default().query(language)).unwrap_or_default(),
            order: input.order_by.unwrap_or_default().into(),
            shared_with: organisation(&mut read, input.organisation_id.as_ref()),
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = async { find_view(op, create_view(op, &new).await?).await.map(Some) };
        read.answer(done.await)
    }

    /// Change or rename a view of yours, or share it with others. Needs ticket.view.
    async fn update_view(&self, ctx: &Context<'_>, input: UpdateViewInput) -> Result<UpdateViewPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let shared = organisation(&mut read, input.organisation_id.as_ref());
        let filter = input.filter.map(|filter| read.converted(|language| filter.query(language)).unwrap_or_default());
        let change = ViewChange {
            view: read.id(NodeType::SavedView, &input.view_id, "viewId"),
            name: input.name,
            words: input.words,
            filter,
            order: input.order_by.map(Into::into),
            shared_with: if input.private == Some(true) { Some(None) } else { shared.map(Some) },
        };
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        let done = async { find_view(&op, update_view(&op, &change).await?).await.map(Some) };
        read.answer(done.await)
    }

    /// Forget a view of yours. Whoever began with it begins with none. Needs ticket.view.
    async fn delete_view(&self, ctx: &Context<'_>, input: DeleteViewInput) -> Result<DeleteViewPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let view = read.id(NodeType::SavedView, &input.view_id, "viewId");
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(delete_view(&op, view).await.map(|id| NodeType::SavedView.id(id.0)))
    }

    /// Say which view you begin with, of those that you see. Needs ticket.view.
    async fn set_default_view(
        &self,
        ctx: &Context<'_>,
        input: SetDefaultViewInput,
    ) -> Result<SetDefaultViewPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let view = read.optional_id(NodeType::SavedView, input.view_id.as_ref(), "viewId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = async {
            match set_default_view(op, view).await? {
                Some(id) => find_view(op, id).await.map(Some),
                None => Ok(None),
            }
        };
        read.answer(done.await)
    }
}

/// An agency or a vendor, whichever the id is of.
fn organisation(read: &mut Read<'_>, id: Option<&ID>) -> Option<Organisation> {
    let id = id?;
    if NodeType::Vendor.uuid(id).is_some() {
        return Some(Organisation::Vendor(read.id(NodeType::Vendor, id, "organisationId")));
    }
    Some(Organisation::Agency(read.id(NodeType::Agency, id, "organisationId")))
}
