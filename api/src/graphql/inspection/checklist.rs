//! A checklist of inspections.

use app::inspection::ChecklistView;
use app::setup::available::of_inspection_checklist;
use async_graphql::{ID, Object, SimpleObject};
use domain::Instant;
use domain::inspection::InspectionItem;

use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::words::{InspectionItemKind, ObjectAction};

/// A checklist by one of its versions.
pub struct InspectionChecklist<'a> {
    pub of: ChecklistView,
    pub request: &'a Request,
}

impl InspectionChecklist<'_> {
    /// The order of every list of checklists.
    pub const BY_CODE: &'static str = "inspectionChecklists.code";
}

/// What has to be looked at, measured and shown in an inspection (巡检表); not the checklist of a compliance review. Needs
/// inspection_checklist.view, or a ticket or plan in sight that has it.
#[Object(serial)]
impl InspectionChecklist<'_> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::InspectionChecklist.id(self.of.row.id.0)
    }

    /// Unique at its owner.
    async fn code(&self) -> &str {
        &self.of.row.code
    }

    /// Whether plans can be written with it.
    async fn active(&self) -> bool {
        self.of.row.active
    }

    /// The agency that owns it.
    async fn owner_id(&self) -> ID {
        NodeType::Agency.id(self.of.row.owner_id.0)
    }

    /// The number of this version: the newest, or that which a plan or a ticket has.
    async fn version(&self) -> i32 {
        self.of.content.number
    }

    /// The number of the newest version.
    async fn newest_version(&self) -> i32 {
        self.of.row.version
    }

    /// Name, by this version.
    async fn name(&self) -> &str {
        &self.of.content.name
    }

    /// What it asks for, by this version, in order.
    async fn items(&self) -> Vec<InspectionChecklistItem> {
        self.of.items.iter().map(InspectionChecklistItem::of).collect()
    }

    /// When this version was written.
    async fn created_at(&self) -> Instant {
        self.of.content.created_at
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(of_inspection_checklist(self.request.op(), &self.of.row))
    }
}

impl Listed for InspectionChecklist<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.of.row.code.clone(), id: self.of.row.id.0 }
    }
}

/// One item of a checklist.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(serial)]
pub struct InspectionChecklistItem {
    /// Names it in answers.
    key: String,
    /// What is looked at.
    label: String,
    /// What it asks for.
    kind: InspectionItemKind,
    /// Whether the ticket is not solved without an answer.
    required: bool,
    /// Whether a failure asks for an incident.
    critical: bool,
    /// NUMBER: what is measured in; null when nothing is said.
    unit: Option<String>,
    /// NUMBER: the least value that passes, as a decimal; null without a bound.
    min: Option<String>,
    /// NUMBER: the greatest value that passes, as a decimal; null without a bound.
    max: Option<String>,
    /// How it is done; null when nothing is said.
    help: Option<String>,
}

impl InspectionChecklistItem {
    pub(super) fn of(item: &InspectionItem) -> Self {
        let decimal = |number: &domain::fraction::Fraction| {
            number.decimal(12).trim_end_matches('0').trim_end_matches('.').to_owned()
        };
        Self {
            key: item.key.clone(),
            label: item.label.clone(),
            kind: item.kind.into(),
            required: item.required,
            critical: item.critical,
            unit: item.unit.clone(),
            min: item.min.as_ref().map(decimal),
            max: item.max.as_ref().map(decimal),
            help: item.help.clone(),
        }
    }
}
