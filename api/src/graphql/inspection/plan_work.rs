//! Mutations of inspection plans.

use std::borrow::Cow;

use app::Op;
use app::inspection::{NewPlan, PlanChange, PlanStepAsked, PlanView, change_plan, create_plan, find_plan, step_plan};
use async_graphql::{Context, ID, Object};
use domain::ids::InspectionPlanId;
use domain::inspection::PlanStep;

use super::InspectionPlan;
use super::plan_inputs::{
    ChangeInspectionPlanInput, CreateInspectionPlanInput, EndInspectionPlanInput, ResumeInspectionPlanInput,
    SuspendInspectionPlanInput,
};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::setup::{Outcome, Read};

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(Outcome<PlanView>);

        impl From<Outcome<PlanView>> for $name {
            fn from(outcome: Outcome<PlanView>) -> Self {
                Self(outcome)
            }
        }

        $(#[$doc])*
        #[Object]
        impl $name {
            /// The plan after it; null when nothing was changed.
            async fn inspection_plan(&self) -> Option<InspectionPlan<'_>> {
                let (row, request) = self.0.changed()?;
                Some(InspectionPlan::alone(Cow::Borrowed(row), request))
            }

            /// Why nothing was changed; empty on success.
            async fn errors(&self) -> &[UserError] {
                self.0.errors()
            }
        }
    )+};
}

payloads! {
    /// What became of createInspectionPlan.
    CreateInspectionPlanPayload,
    /// What became of changeInspectionPlan.
    ChangeInspectionPlanPayload,
    /// What became of suspendInspectionPlan.
    SuspendInspectionPlanPayload,
    /// What became of resumeInspectionPlan.
    ResumeInspectionPlanPayload,
    /// What became of endInspectionPlan.
    EndInspectionPlanPayload,
}

/// The mutations of inspection plans.
#[derive(Default)]
pub struct InspectionPlanMutation;

/// The mutations of inspection plans.
#[Object]
impl InspectionPlanMutation {
    /// Write an inspection plan; the worker raises a ticket for each date and system when it falls due. Needs
    /// inspection.manage at the agency.
    async fn create_inspection_plan(
        &self,
        ctx: &Context<'_>,
        input: CreateInspectionPlanInput,
    ) -> Result<CreateInspectionPlanPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let agency = read.id(NodeType::Agency, &input.agency_id, "agencyId");
        let new = NewPlan { agency, valid_from: input.valid_from, content: input.content.read(&mut read) };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(after(op, create_plan(op, &new).await).await)
    }

    /// Let a plan say something else for what falls due from now on; what is booked stays. CONFLICT when somebody else
    /// changed it meanwhile. Needs inspection.manage at its agency.
    async fn change_inspection_plan(
        &self,
        ctx: &Context<'_>,
        input: ChangeInspectionPlanInput,
    ) -> Result<ChangeInspectionPlanPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let plan = read.id(NodeType::InspectionPlan, &input.plan_id, "planId");
        let asked = PlanChange { plan, version: input.expected_version, content: input.content.read(&mut read) };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(after(op, change_plan(op, &asked).await).await)
    }

    /// Suspend a plan: what falls due is written down as skipped. Needs inspection.manage at its agency.
    async fn suspend_inspection_plan(
        &self,
        ctx: &Context<'_>,
        input: SuspendInspectionPlanInput,
    ) -> Result<SuspendInspectionPlanPayload, ApiError> {
        let read = Read::of(ctx)?;
        step(read, &input.plan_id, input.expected_version, (PlanStep::Suspend, Some(input.reason))).await
    }

    /// Let a suspended plan go on; what was skipped meanwhile stays so. Needs inspection.manage at its agency.
    async fn resume_inspection_plan(
        &self,
        ctx: &Context<'_>,
        input: ResumeInspectionPlanInput,
    ) -> Result<ResumeInspectionPlanPayload, ApiError> {
        let read = Read::of(ctx)?;
        step(read, &input.plan_id, input.expected_version, (PlanStep::Resume, input.reason)).await
    }

    /// End a plan for good; tickets that are raised go on. Needs inspection.manage at its agency.
    async fn end_inspection_plan(
        &self,
        ctx: &Context<'_>,
        input: EndInspectionPlanInput,
    ) -> Result<EndInspectionPlanPayload, ApiError> {
        let read = Read::of(ctx)?;
        step(read, &input.plan_id, input.expected_version, (PlanStep::End, Some(input.reason))).await
    }
}

async fn step<P: From<Outcome<PlanView>>>(
    mut read: Read<'_>,
    plan: &ID,
    version: i64,
    (step, reason): (PlanStep, Option<String>),
) -> Result<P, ApiError> {
    let plan = read.id(NodeType::InspectionPlan, plan, "planId");
    let Some(op) = read.op() else { return Ok(read.refused()) };
    read.answer(after(op, step_plan(op, &PlanStepAsked { plan, version, step, reason }).await).await)
}

/// The plan as it stands after what was done.
async fn after(op: &Op, done: app::Result<InspectionPlanId>) -> app::Result<PlanView> {
    find_plan(op, done?).await
}
