//! Mutations of the checklists of inspections.

use app::inspection::{ChecklistView, NewChecklist, create_checklist, revise_checklist, set_checklist_active};
use async_graphql::{Context, ID, InputObject, Object};
use domain::fraction::Fraction;
use domain::ids::InspectionChecklistId;
use domain::inspection::InspectionItem;

use super::InspectionChecklist;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::setup::{Outcome, Read};
use crate::graphql::words::InspectionItemKind;

/// One item of a checklist.
#[derive(Debug, InputObject)]
pub struct InspectionChecklistItemInput {
    /// Names it in answers: 1 to 40 small letters, digits or underscores, once in a checklist.
    key: String,
    /// What is looked at, up to 200 characters.
    label: String,
    /// What it asks for.
    kind: InspectionItemKind,
    /// Whether the ticket is not solved without an answer; so when left out.
    required: Option<bool>,
    /// Whether a failure asks for an incident; not so when left out.
    critical: Option<bool>,
    /// NUMBER: what is measured in, up to 20 characters.
    unit: Option<String>,
    /// NUMBER: the least value that passes, such as 18 or 18.5.
    min: Option<String>,
    /// NUMBER: the greatest value that passes.
    max: Option<String>,
    /// How it is done, up to 1,000 characters.
    help: Option<String>,
}

/// A checklist to be made.
#[derive(Debug, InputObject)]
pub struct CreateInspectionChecklistInput {
    /// The agency that owns it: it and those below it can plan with it.
    pub owner_id: ID,
    /// Unique at the owner: 1 to 40 capital letters, digits or hyphens; it stays for good.
    pub code: String,
    /// Name, up to 200 characters.
    pub name: String,
    /// What it asks for, in order; 1 to 100.
    pub items: Vec<InspectionChecklistItemInput>,
}

/// The next version of a checklist.
#[derive(Debug, InputObject)]
pub struct ReviseInspectionChecklistInput {
    /// The checklist.
    pub inspection_checklist_id: ID,
    /// The number of the newest version that you have read.
    pub expected_version: i32,
    /// Name from now on.
    pub name: String,
    /// What it asks for from now on, whole.
    pub items: Vec<InspectionChecklistItemInput>,
}

/// Whether plans can be written with a checklist.
#[derive(Debug, InputObject)]
pub struct SetInspectionChecklistActiveInput {
    /// The checklist.
    pub inspection_checklist_id: ID,
    /// False retires it; plans that have it keep it.
    pub active: bool,
}

/// The items; a bound that is no number is noted.
fn items(read: &mut Read<'_>, inputs: Vec<InspectionChecklistItemInput>) -> Vec<InspectionItem> {
    let mut bound = |text: Option<String>| -> Option<Fraction> {
        let text = text?;
        let parsed = text.trim().parse::<Fraction>().ok().filter(|_| !text.contains('/'));
        if parsed.is_none() {
            read.refuse("items", "a bound is a number such as 18.5", "上下限须为数值，如 18.5");
        }
        parsed
    };
    let item = |input: InspectionChecklistItemInput| InspectionItem {
        min: bound(input.min),
        max: bound(input.max),
        key: input.key,
        label: input.label,
        kind: input.kind.into(),
        required: input.required.unwrap_or(true),
        critical: input.critical.unwrap_or(false),
        unit: input.unit,
        help: input.help,
    };
    inputs.into_iter().map(item).collect()
}

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(Outcome<ChecklistView>);

        impl From<Outcome<ChecklistView>> for $name {
            fn from(outcome: Outcome<ChecklistView>) -> Self {
                Self(outcome)
            }
        }

        $(#[$doc])*
        #[Object]
        impl $name {
            /// The checklist after it; null when nothing was changed.
            async fn inspection_checklist(&self) -> Option<InspectionChecklist<'_>> {
                self.0.changed().map(|(of, request)| InspectionChecklist { of: of.clone(), request })
            }

            /// Why nothing was changed; empty on success.
            async fn errors(&self) -> &[UserError] {
                self.0.errors()
            }
        }
    )+};
}

payloads! {
    /// What became of createInspectionChecklist.
    CreateInspectionChecklistPayload,
    /// What became of reviseInspectionChecklist.
    ReviseInspectionChecklistPayload,
    /// What became of setInspectionChecklistActive.
    SetInspectionChecklistActivePayload,
}

/// The mutations of the checklists of inspections.
#[derive(Default)]
pub struct InspectionChecklistMutation;

/// The mutations of the checklists of inspections.
#[Object]
impl InspectionChecklistMutation {
    /// Make a checklist of inspections. Mistakes in its items are named by place, such as items.2. Needs
    /// inspection_checklist.manage at the owner.
    async fn create_inspection_checklist(
        &self,
        ctx: &Context<'_>,
        input: CreateInspectionChecklistInput,
    ) -> Result<CreateInspectionChecklistPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let owner = read.id(NodeType::Agency, &input.owner_id, "ownerId");
        let items = items(&mut read, input.items);
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(create_checklist(op, &NewChecklist { owner, code: input.code, name: input.name, items }).await)
    }

    /// Write the next version of a checklist; plans and tickets keep theirs. CONFLICT when somebody else wrote one
    /// meanwhile. Needs inspection_checklist.manage at the owner.
    async fn revise_inspection_checklist(
        &self,
        ctx: &Context<'_>,
        input: ReviseInspectionChecklistInput,
    ) -> Result<ReviseInspectionChecklistPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id: InspectionChecklistId =
            read.id(NodeType::InspectionChecklist, &input.inspection_checklist_id, "inspectionChecklistId");
        let items = items(&mut read, input.items);
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(revise_checklist(op, id, input.expected_version, &input.name, &items).await)
    }

    /// Retire a checklist, so that no plan is written with it any more, or open it again. Needs
    /// inspection_checklist.manage at the owner.
    async fn set_inspection_checklist_active(
        &self,
        ctx: &Context<'_>,
        input: SetInspectionChecklistActiveInput,
    ) -> Result<SetInspectionChecklistActivePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id: InspectionChecklistId =
            read.id(NodeType::InspectionChecklist, &input.inspection_checklist_id, "inspectionChecklistId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(set_checklist_active(op, id, input.active).await)
    }
}
