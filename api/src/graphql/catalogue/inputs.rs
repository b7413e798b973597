//! The inputs of the mutations of the service catalogue.

use app::catalogue::ItemContent;
use async_graphql::{ID, InputObject};
use domain::catalogue::ItemField;

use crate::graphql::words::{Impact, ServiceItemFieldType, TicketKind, Urgency};

/// What a service item says.
#[derive(Debug, InputObject)]
pub struct ServiceItemContentInput {
    /// Name, up to 200 characters.
    name: String,
    /// The kind of the tickets that ask for it.
    kind: TicketKind,
    /// How much is affected, unless a ticket says otherwise.
    impact: Impact,
    /// How fast the effect grows, unless a ticket says otherwise.
    urgency: Urgency,
    /// What the description of a ticket is when it says nothing, up to 10,000 characters.
    description_template: Option<String>,
    /// What has to be answered, in order; at most 40.
    fields: Vec<ServiceItemFieldInput>,
}

/// One field of a service item.
#[derive(Debug, InputObject)]
pub struct ServiceItemFieldInput {
    /// Names it in answers: 1 to 40 small letters, digits or underscores, once in an item.
    key: String,
    /// Names it for people, up to 200 characters.
    label: String,
    /// What it takes.
    #[graphql(name = "type")]
    field_type: ServiceItemFieldType,
    /// Whether it must be answered; not so when left out.
    required: Option<bool>,
    /// CHOICE: 1 to 100 different texts.
    choices: Option<Vec<String>>,
    /// NUMBER: the least value; TEXT and LONG_TEXT: the least characters.
    min: Option<i64>,
    /// NUMBER: the greatest value; TEXT and LONG_TEXT: the most characters.
    max: Option<i64>,
    /// More about it, up to 1,000 characters.
    help: Option<String>,
}

/// A service item to be made.
#[derive(Debug, InputObject)]
pub struct CreateServiceItemInput {
    /// The agency that owns it: its clerks, and those below it, can ask for it.
    pub owner_id: ID,
    /// Unique at the owner: 1 to 40 capital letters, digits or hyphens; it stays for good.
    pub code: String,
    /// What it says.
    #[graphql(flatten)]
    pub content: ServiceItemContentInput,
}

/// The next version of a service item.
#[derive(Debug, InputObject)]
pub struct ReviseServiceItemInput {
    /// The item.
    pub service_item_id: ID,
    /// The number of the version that is read here and written anew.
    pub version: i32,
    /// What it says from now on, whole.
    #[graphql(flatten)]
    pub content: ServiceItemContentInput,
}

/// Whether a service item can be asked for.
#[derive(Debug, InputObject)]
pub struct SetServiceItemActiveInput {
    /// The item.
    pub service_item_id: ID,
    /// Its `version` as you read it, which is of what it says: switching is no new version. CONFLICT, with what changed and
    /// by whom, when somebody wrote another one since. Without it the change is made whatever happened.
    pub expected_version: Option<i64>,
    /// False retires it.
    pub active: bool,
}

impl From<ServiceItemContentInput> for ItemContent {
    fn from(input: ServiceItemContentInput) -> Self {
        let field = |field: ServiceItemFieldInput| ItemField {
            key: field.key,
            label: field.label,
            field_type: field.field_type.into(),
            required: field.required.unwrap_or(false),
            choices: field.choices.unwrap_or_default(),
            min: field.min,
            max: field.max,
            help: field.help,
        };
        Self {
            name: input.name,
            kind: input.kind.into(),
            impact: input.impact.into(),
            urgency: input.urgency.into(),
            description_template: input.description_template,
            fields: input.fields.into_iter().map(field).collect(),
        }
    }
}
