//! An item of the service catalogue.

use app::catalogue::ServiceItemView;
use app::setup::available;
use async_graphql::{Context, ID, Object, SimpleObject};
use domain::Instant;
use domain::catalogue::ItemField;

use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::request;
use crate::graphql::words::{Impact, ObjectAction, ServiceItemFieldType, TicketKind, Urgency};

/// An item by its newest version.
pub struct ServiceItem {
    pub of: ServiceItemView,
}

impl ServiceItem {
    /// The order of every list of items.
    pub const BY_CODE: &'static str = "serviceItems.code";
}

/// Something that the clerks of an agency, and of those below it, can ask for. Needs service_item.view.
#[Object(serial)]
impl ServiceItem {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::ServiceItem.id(self.of.row.id.0)
    }

    /// Unique at its owner.
    async fn code(&self) -> &str {
        &self.of.row.code
    }

    /// Whether it can be asked for.
    async fn active(&self) -> bool {
        self.of.row.active
    }

    /// The agency that owns it.
    async fn owner_id(&self) -> ID {
        NodeType::Agency.id(self.of.row.owner_id.0)
    }

    /// When it was entered.
    async fn created_at(&self) -> Instant {
        self.of.row.created_at
    }

    /// What it says now.
    async fn version(&self) -> ServiceItemVersion {
        ServiceItemVersion::of(&self.of)
    }

    /// What you may do with it now.
    async fn available_actions(&self, ctx: &Context<'_>) -> Result<Vec<ObjectAction>, ApiError> {
        Ok(ObjectAction::list(available::of_service_item(request(ctx)?.op(), &self.of)))
    }
}

impl Listed for ServiceItem {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.of.row.code.clone(), id: self.of.row.id.0 }
    }
}

/// What a service item says; a version never changes.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(serial)]
pub struct ServiceItemVersion {
    /// 1 for the first.
    number: i32,
    /// Name.
    name: String,
    /// The kind of the tickets that ask for it.
    kind: TicketKind,
    /// How much is affected, unless the ticket says otherwise.
    impact: Impact,
    /// How fast the effect grows, unless the ticket says otherwise.
    urgency: Urgency,
    /// What the description of a ticket is when it says nothing; perhaps empty.
    description_template: String,
    /// What has to be answered, in order.
    fields: Vec<ServiceItemField>,
    /// When it was written.
    created_at: Instant,
}

impl ServiceItemVersion {
    pub(super) fn of(view: &ServiceItemView) -> Self {
        let content = &view.content;
        Self {
            number: content.number,
            name: content.name.clone(),
            kind: content.kind.into(),
            impact: content.impact.into(),
            urgency: content.urgency.into(),
            description_template: content.description_template.clone(),
            fields: view.fields.iter().map(ServiceItemField::of).collect(),
            created_at: content.created_at,
        }
    }
}

/// One field of a service item.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(serial)]
pub struct ServiceItemField {
    /// Names it in answers.
    key: String,
    /// Names it for people.
    label: String,
    /// What it takes.
    #[graphql(name = "type")]
    field_type: ServiceItemFieldType,
    /// Whether it must be answered.
    required: bool,
    /// CHOICE: what may be chosen; else empty.
    choices: Vec<String>,
    /// NUMBER: the least value; TEXT and LONG_TEXT: the least characters; null without a bound.
    min: Option<i64>,
    /// NUMBER: the greatest value; TEXT and LONG_TEXT: the most characters; null without a bound.
    max: Option<i64>,
    /// More about it; null when there is nothing more.
    help: Option<String>,
}

impl ServiceItemField {
    pub(super) fn of(field: &ItemField) -> Self {
        Self {
            key: field.key.clone(),
            label: field.label.clone(),
            field_type: field.field_type.into(),
            required: field.required,
            choices: field.choices.clone(),
            min: field.min,
            max: field.max,
            help: field.help.clone(),
        }
    }
}
