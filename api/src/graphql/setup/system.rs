//! Mutations of managed systems.

use app::setup::system::{NewSystem, SystemChange, create_system, update_system};
use async_graphql::{Context, ID, InputObject, Object};
use domain::ids::SystemId;

use super::outcome::{Outcome, payloads};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::party::ManagedSystem;
use crate::graphql::request::Request;
use crate::graphql::words::SiteClass;

/// A system to be registered.
#[derive(Debug, InputObject)]
pub struct CreateManagedSystemInput {
    /// The owner.
    agency_id: ID,
    /// 1 to 40 capital letters, digits or hyphens, unique; it stays for good.
    code: String,
    /// Name, up to 200 characters.
    name: String,
    /// Name in English.
    name_en: Option<String>,
    /// What sort of system, in the agency's words.
    system_type: String,
    /// Level of classified protection (等级保护), 1 to 5.
    protection_level: i32,
    /// Number of its filing (备案编号).
    filing_number: Option<String>,
    /// The class of its site, which on-site targets depend on.
    site_class: SiteClass,
}

/// What to change of a system; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateManagedSystemInput {
    /// The system.
    system_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    expected_version: Option<i64>,
    /// Name, up to 200 characters.
    name: Option<String>,
    /// Name in English; blank takes it away.
    name_en: Option<String>,
    /// What sort of system, in the agency's words.
    system_type: Option<String>,
    /// Level of classified protection (等级保护), 1 to 5.
    protection_level: Option<i32>,
    /// Number of its filing (备案编号); blank takes it away.
    filing_number: Option<String>,
    /// The class of its site; binds tickets raised from now on.
    site_class: Option<SiteClass>,
    /// Whether tickets may be raised for it.
    active: Option<bool>,
}

fn system<'r>(id: &SystemId, request: &'r Request) -> Option<ManagedSystem<'r>> {
    request.directory().systems.get(id).map(|row| ManagedSystem { row, request })
}

payloads! {
    system: ManagedSystem, "The system after it; null when nothing was changed.", system(SystemId);
    /// What became of createManagedSystem.
    CreateManagedSystemPayload,
    /// What became of updateManagedSystem.
    UpdateManagedSystemPayload,
}

/// The mutations of systems.
#[derive(Default)]
pub struct SystemMutation;

/// The mutations of systems.
#[Object]
impl SystemMutation {
    /// Register a managed system. Needs system.manage at its owner or above.
    async fn create_managed_system(
        &self,
        ctx: &Context<'_>,
        input: CreateManagedSystemInput,
    ) -> Result<CreateManagedSystemPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewSystem {
            agency: read.id(NodeType::Agency, &input.agency_id, "agencyId"),
            code: input.code,
            name: input.name,
            name_en: input.name_en,
            system_type: input.system_type,
            protection_level: input.protection_level,
            filing_number: input.filing_number,
            site_class: input.site_class.into(),
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(create_system(op, &new).await)
    }

    /// Change a managed system, or close it. Needs system.manage at its owner or above.
    async fn update_managed_system(
        &self,
        ctx: &Context<'_>,
        input: UpdateManagedSystemInput,
    ) -> Result<UpdateManagedSystemPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let change = SystemChange {
            system: read.id(NodeType::ManagedSystem, &input.system_id, "systemId"),
            name: input.name,
            name_en: input.name_en,
            system_type: input.system_type,
            protection_level: input.protection_level,
            filing_number: input.filing_number,
            site_class: input.site_class.map(Into::into),
            active: input.active,
        };
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(update_system(&op, &change).await.map(|()| change.system))
    }
}
