//! Mutations of agencies and vendors.

use app::setup::agency::{AgencyChange, NewAgency, create_agency, update_agency};
use app::setup::vendor::{NewVendor, VendorChange, create_vendor, update_vendor};
use async_graphql::{Context, Object};
use domain::ids::{AgencyId, VendorId};

use super::outcome::{Outcome, payloads};
use super::party_inputs::{CreateAgencyInput, CreateVendorInput, UpdateAgencyInput, UpdateVendorInput};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{Agency, Vendor};
use crate::graphql::request::Request;

fn agency<'r>(id: &AgencyId, request: &'r Request) -> Option<Agency<'r>> {
    request.directory().agencies.get(id).map(|row| Agency { row, request })
}

fn vendor<'r>(id: &VendorId, request: &'r Request) -> Option<Vendor<'r>> {
    request.directory().vendors.get(id).map(|row| Vendor { row })
}

payloads! {
    agency: Agency, "The agency after it; null when nothing was changed.", agency(AgencyId);
    /// What became of createAgency.
    CreateAgencyPayload,
    /// What became of updateAgency.
    UpdateAgencyPayload,
}

payloads! {
    vendor: Vendor, "The vendor after it; null when nothing was changed.", vendor(VendorId);
    /// What became of createVendor.
    CreateVendorPayload,
    /// What became of updateVendor.
    UpdateVendorPayload,
}

/// The mutations of agencies and vendors.
#[derive(Default)]
pub struct PartyMutation;

/// The mutations of agencies and vendors.
#[Object]
impl PartyMutation {
    /// Enter an agency. Needs agency.manage.
    async fn create_agency(
        &self,
        ctx: &Context<'_>,
        input: CreateAgencyInput,
    ) -> Result<CreateAgencyPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewAgency {
            short_code: input.short_code,
            name: input.name,
            name_en: input.name_en,
            region_code: input.region_code,
            parent: read.optional_id(NodeType::Agency, input.parent_id.as_ref(), "parentId"),
            supervisor: input.supervisor,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(create_agency(op, &new).await)
    }

    /// Change an agency, or move it in the tree. Needs agency.manage.
    async fn update_agency(
        &self,
        ctx: &Context<'_>,
        input: UpdateAgencyInput,
    ) -> Result<UpdateAgencyPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let change = AgencyChange {
            agency: read.id(NodeType::Agency, &input.agency_id, "agencyId"),
            name: input.name,
            name_en: input.name_en,
            region_code: input.region_code,
            parent: read.optional_id(NodeType::Agency, input.parent_id.as_ref(), "parentId"),
            supervisor: input.supervisor,
            active: input.active,
        };
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(update_agency(&op, &change).await.map(|()| change.agency))
    }

    /// Register a vendor. Needs vendor.manage.
    async fn create_vendor(
        &self,
        ctx: &Context<'_>,
        input: CreateVendorInput,
    ) -> Result<CreateVendorPayload, ApiError> {
        let read = Read::of(ctx)?;
        let new = NewVendor { credit_code: input.credit_code, name: input.name, name_en: input.name_en };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(create_vendor(op, &new).await)
    }

    /// Change a vendor, or lock it. Needs vendor.manage.
    async fn update_vendor(
        &self,
        ctx: &Context<'_>,
        input: UpdateVendorInput,
    ) -> Result<UpdateVendorPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let change = VendorChange {
            vendor: read.id(NodeType::Vendor, &input.vendor_id, "vendorId"),
            name: input.name,
            name_en: input.name_en,
            active: input.active,
        };
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(update_vendor(&op, &change).await.map(|()| change.vendor))
    }
}
