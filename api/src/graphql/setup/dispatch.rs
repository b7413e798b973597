//! Mutations of skills, certificates and duty rosters.

use app::dispatch::{
    Engineer, NewCertificate, NewShift, NewSkills, NewTurn, add_certificate, add_shift, remove_shift, set_skills,
    withdraw_certificate,
};
use async_graphql::{Context, ID, InputObject, Object};
use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{CertificateId, ShiftId, TeamId, UserId, VendorId};

use super::outcome::{Outcome, payloads};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::dispatch::VendorEngineer;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::routing::VendorTeam;
use crate::graphql::words::{DutyRole, Weekday};

/// What somebody can do from now on.
#[derive(Debug, InputObject)]
pub struct SetEngineerSkillsInput {
    /// The vendor.
    vendor_id: ID,
    /// Somebody who works for it.
    engineer_id: ID,
    /// Types of systems, as systems name them; at most 50.
    system_types: Vec<String>,
    /// Technologies; at most 50.
    technologies: Vec<String>,
}

/// A certificate to be put on the list.
#[derive(Debug, InputObject)]
pub struct AddEngineerCertificateInput {
    /// The vendor.
    vendor_id: ID,
    /// Somebody who works for it.
    engineer_id: ID,
    /// What it is called, up to 200 characters.
    name: String,
    /// Its number.
    number: String,
    /// Who issued it.
    issuer: String,
    /// The type of system that it is for; left out when it is for none in particular.
    system_type: Option<String>,
    /// Its last day; left out when it has no end.
    valid_until: Option<NaiveDate>,
}

/// A certificate to be taken off the list.
#[derive(Debug, InputObject)]
pub struct WithdrawEngineerCertificateInput {
    /// The certificate.
    certificate_id: ID,
}

/// A single turn of duty.
#[derive(Debug, InputObject)]
pub struct AddDutyShiftInput {
    /// The team.
    team_id: ID,
    /// Somebody of the team.
    engineer_id: ID,
    /// Who is called first.
    role: DutyRole,
    /// From when.
    from: Instant,
    /// Until when, exclusive; at most 168 hours later.
    until: Instant,
}

/// A turn of duty that comes back every week.
#[derive(Debug, InputObject)]
pub struct AddWeeklyDutyShiftInput {
    /// The team.
    team_id: ID,
    /// Somebody of the team.
    engineer_id: ID,
    /// Who is called first.
    role: DutyRole,
    /// The zone (IANA) whose clocks it follows.
    zone: String,
    /// The day on which it begins.
    weekday: Weekday,
    /// The time of day at which it begins, HH:MM.
    starts: String,
    /// How long it lasts, in minutes: 1 to 10,080.
    minutes: i32,
    /// From which day on.
    first_on: NaiveDate,
    /// Up to and with which day; without end when left out.
    last_on: Option<NaiveDate>,
}

/// A line to be taken off a roster.
#[derive(Debug, InputObject)]
pub struct RemoveDutyShiftInput {
    /// The line.
    shift_id: ID,
}

fn engineer<'r>((vendor, user): &(VendorId, UserId), request: &'r Request) -> Option<VendorEngineer<'r>> {
    VendorEngineer::alone(Engineer { vendor: *vendor, user: *user }, request)
}

fn team<'r>(id: &TeamId, request: &'r Request) -> Option<VendorTeam<'r>> {
    VendorTeam::of(*id, request)
}

payloads! {
    engineer: VendorEngineer, "The person after it; null when nothing was changed.", engineer((VendorId, UserId));
    /// What became of setEngineerSkills.
    SetEngineerSkillsPayload,
    /// What became of addEngineerCertificate.
    AddEngineerCertificatePayload,
    /// What became of withdrawEngineerCertificate.
    WithdrawEngineerCertificatePayload,
}

payloads! {
    team: VendorTeam, "The team; null when nothing was changed.", team(TeamId);
    /// What became of addDutyShift.
    AddDutyShiftPayload,
    /// What became of addWeeklyDutyShift.
    AddWeeklyDutyShiftPayload,
    /// What became of removeDutyShift.
    RemoveDutyShiftPayload,
}

/// The mutations of skills, certificates and rosters.
#[derive(Default)]
pub struct DispatchMutation;

/// The mutations of skills, certificates and rosters.
#[Object]
impl DispatchMutation {
    /// Write down what somebody of a vendor can do, instead of what stood there. Needs dispatch.manage at the vendor.
    async fn set_engineer_skills(
        &self,
        ctx: &Context<'_>,
        input: SetEngineerSkillsInput,
    ) -> Result<SetEngineerSkillsPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewSkills {
            vendor: read.id(NodeType::Vendor, &input.vendor_id, "vendorId"),
            user: read.id(NodeType::User, &input.engineer_id, "engineerId"),
            system_types: input.system_types,
            technologies: input.technologies,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(set_skills(op, &new).await)
    }

    /// Put a certificate of somebody of a vendor on the list. Needs dispatch.manage at the vendor.
    async fn add_engineer_certificate(
        &self,
        ctx: &Context<'_>,
        input: AddEngineerCertificateInput,
    ) -> Result<AddEngineerCertificatePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewCertificate {
            vendor: read.id(NodeType::Vendor, &input.vendor_id, "vendorId"),
            user: read.id(NodeType::User, &input.engineer_id, "engineerId"),
            name: input.name,
            number: input.number,
            issuer: input.issuer,
            proves: input.system_type,
            valid_until: input.valid_until,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(add_certificate(op, &new).await)
    }

    /// Take a certificate off the list. Needs dispatch.manage at the vendor.
    async fn withdraw_engineer_certificate(
        &self,
        ctx: &Context<'_>,
        input: WithdrawEngineerCertificateInput,
    ) -> Result<WithdrawEngineerCertificatePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id: CertificateId = read.id(NodeType::EngineerCertificate, &input.certificate_id, "certificateId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(withdraw_certificate(op, id).await)
    }

    /// Put somebody of a team on duty once. OVERLAP when the same person is on duty then already. Needs dispatch.manage at
    /// the team's vendor.
    async fn add_duty_shift(
        &self,
        ctx: &Context<'_>,
        input: AddDutyShiftInput,
    ) -> Result<AddDutyShiftPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewShift {
            team: read.id(NodeType::VendorTeam, &input.team_id, "teamId"),
            user: read.id(NodeType::User, &input.engineer_id, "engineerId"),
            role: input.role.into(),
            turn: NewTurn::Once { from: input.from, until: input.until },
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(add_shift(op, &new).await)
    }

    /// Put somebody of a team on duty every week. OVERLAP when the same person is on duty then already. Needs
    /// dispatch.manage at the team's vendor.
    async fn add_weekly_duty_shift(
        &self,
        ctx: &Context<'_>,
        input: AddWeeklyDutyShiftInput,
    ) -> Result<AddWeeklyDutyShiftPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewShift {
            team: read.id(NodeType::VendorTeam, &input.team_id, "teamId"),
            user: read.id(NodeType::User, &input.engineer_id, "engineerId"),
            role: input.role.into(),
            turn: NewTurn::Weekly {
                zone: input.zone,
                weekday: input.weekday.into(),
                starts: input.starts,
                minutes: input.minutes.into(),
                first_on: input.first_on,
                last_on: input.last_on,
            },
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(add_shift(op, &new).await)
    }

    /// Take a line off a duty roster. Needs dispatch.manage at the team's vendor.
    async fn remove_duty_shift(
        &self,
        ctx: &Context<'_>,
        input: RemoveDutyShiftInput,
    ) -> Result<RemoveDutyShiftPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id: ShiftId = read.id(NodeType::DutyShift, &input.shift_id, "shiftId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(remove_shift(op, id).await)
    }
}
