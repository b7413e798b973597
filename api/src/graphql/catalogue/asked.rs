//! What a ticket asks for of the catalogue.

use std::sync::Arc;

use app::catalogue::TicketItemView;
use async_graphql::{ID, Object, SimpleObject};

use super::item::{ServiceItemField, ServiceItemVersion};
use crate::graphql::node_id::NodeType;

/// The service item of a ticket, as a loader brought it.
pub struct TicketServiceItem {
    of: Arc<Option<TicketItemView>>,
}

impl TicketServiceItem {
    /// Of a ticket that asks for one.
    pub const fn new(of: Arc<Option<TicketItemView>>) -> Self {
        Self { of }
    }

    fn view(&self) -> Option<&TicketItemView> {
        self.of.as_ref().as_ref()
    }
}

/// The service item that a ticket asks for, by the version that was answered. Whoever sees the ticket sees it.
#[Object(serial)]
impl TicketServiceItem {
    /// The item; reading more of it needs service_item.view.
    async fn service_item_id(&self) -> Option<ID> {
        self.view().map(|of| NodeType::ServiceItem.id(of.item.row.id.0))
    }

    /// The item's code.
    async fn code(&self) -> Option<&str> {
        self.view().map(|of| of.item.row.code.as_str())
    }

    /// The version that was answered.
    async fn version(&self) -> Option<ServiceItemVersion> {
        self.view().map(|of| ServiceItemVersion::of(&of.item))
    }

    /// What was answered, in the order of the fields; fields without an answer are left out.
    async fn answers(&self) -> Vec<ServiceItemAnswer> {
        let Some(of) = self.view() else { return Vec::new() };
        let answer = |answer: &domain::catalogue::Answer| {
            let field = of.item.fields.iter().find(|field| field.key == answer.field)?;
            Some(ServiceItemAnswer { field: ServiceItemField::of(field), value: answer.value.clone() })
        };
        of.answers.iter().filter_map(answer).collect()
    }
}

/// An answer to a field of a service item.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(serial)]
pub struct ServiceItemAnswer {
    /// The field.
    field: ServiceItemField,
    /// What was answered, as text.
    value: String,
}
