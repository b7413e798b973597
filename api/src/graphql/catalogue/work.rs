//! Mutations of the service catalogue.

use app::catalogue::{NewItem, ServiceItemView, create_service_item, revise_service_item, set_service_item_active};
use async_graphql::{Context, Object};
use domain::ids::ServiceItemId;

use super::ServiceItem;
use super::inputs::{CreateServiceItemInput, ReviseServiceItemInput, SetServiceItemActiveInput};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::setup::{Outcome, Read};

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(Outcome<ServiceItemView>);

        impl From<Outcome<ServiceItemView>> for $name {
            fn from(outcome: Outcome<ServiceItemView>) -> Self {
                Self(outcome)
            }
        }

        $(#[$doc])*
        #[Object]
        impl $name {
            /// The item after it; null when nothing was changed.
            async fn service_item(&self) -> Option<ServiceItem> {
                self.0.changed().map(|(of, _)| ServiceItem { of: of.clone() })
            }

            /// Why nothing was changed; empty on success.
            async fn errors(&self) -> &[UserError] {
                self.0.errors()
            }
        }
    )+};
}

payloads! {
    /// What became of createServiceItem.
    CreateServiceItemPayload,
    /// What became of reviseServiceItem.
    ReviseServiceItemPayload,
    /// What became of setServiceItemActive.
    SetServiceItemActivePayload,
}

/// The mutations of the service catalogue.
#[derive(Default)]
pub struct CatalogueMutation;

/// The mutations of the service catalogue.
#[Object]
impl CatalogueMutation {
    /// Make a service item that can be asked for at once. Mistakes in its fields are named by place, such as fields.2.key.
    /// Needs service_item.manage at the owner.
    async fn create_service_item(
        &self,
        ctx: &Context<'_>,
        input: CreateServiceItemInput,
    ) -> Result<CreateServiceItemPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewItem {
            owner: read.id(NodeType::Agency, &input.owner_id, "ownerId"),
            code: input.code,
            content: input.content.into(),
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(create_service_item(op, &new).await)
    }

    /// Write the next version of a service item; tickets keep the version that they answered. CONFLICT when somebody else
    /// wrote one meanwhile. Needs service_item.manage at the owner.
    async fn revise_service_item(
        &self,
        ctx: &Context<'_>,
        input: ReviseServiceItemInput,
    ) -> Result<ReviseServiceItemPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let item: ServiceItemId = read.id(NodeType::ServiceItem, &input.service_item_id, "serviceItemId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(revise_service_item(op, item, input.version, &input.content.into()).await)
    }

    /// Retire a service item, so that nothing more is asked of it, or open it again. Needs service_item.manage at the
    /// owner.
    async fn set_service_item_active(
        &self,
        ctx: &Context<'_>,
        input: SetServiceItemActiveInput,
    ) -> Result<SetServiceItemActivePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let item: ServiceItemId = read.id(NodeType::ServiceItem, &input.service_item_id, "serviceItemId");
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(set_service_item_active(&op, item, input.active).await)
    }
}
