//! Mutations of reports that are delivered.

use app::export::PreparedReportFile;
use app::report_schedule::{
    NewSchedule, Order, Schedule, ScheduleChange, change_schedule, create_schedule, delete_schedule, find_schedule,
    prepare_report_delivery,
};
use async_graphql::{Context, ID, Object};

use super::file::{ReportFile, issued};
use super::schedule::ReportSchedule;
use super::schedule_inputs::{
    ChangeReportScheduleInput, CreateReportScheduleInput, DeleteReportScheduleInput, PrepareReportDeliveryInput,
};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::setup::{Outcome, Read};

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(Outcome<Schedule>);

        impl From<Outcome<Schedule>> for $name {
            fn from(outcome: Outcome<Schedule>) -> Self {
                Self(outcome)
            }
        }

        $(#[$doc])*
        #[Object]
        impl $name {
            /// The report schedule after it; null when nothing was changed.
            async fn schedule(&self) -> Option<ReportSchedule<'_>> {
                self.0.changed().map(|(of, request)| ReportSchedule { of: of.clone(), request })
            }

            /// Why nothing was changed; empty on success.
            async fn errors(&self) -> &[UserError] {
                self.0.errors()
            }
        }
    )+};
}

payloads! {
    /// What became of createReportSchedule.
    CreateReportSchedulePayload,
    /// What became of changeReportSchedule.
    ChangeReportSchedulePayload,
}

/// What became of deleteReportSchedule.
pub struct DeleteReportSchedulePayload(Outcome<ID>);

impl From<Outcome<ID>> for DeleteReportSchedulePayload {
    fn from(outcome: Outcome<ID>) -> Self {
        Self(outcome)
    }
}

/// What became of deleteReportSchedule.
#[Object]
impl DeleteReportSchedulePayload {
    /// The global id of what is gone; null when nothing was changed.
    async fn deleted_id(&self) -> Option<&ID> {
        self.0.changed().map(|(id, _)| id)
    }

    /// Why nothing was changed; empty on success.
    async fn errors(&self) -> &[UserError] {
        self.0.errors()
    }
}

/// What became of prepareReportDelivery.
pub struct PrepareReportDeliveryPayload(Outcome<PreparedReportFile>);

impl From<Outcome<PreparedReportFile>> for PrepareReportDeliveryPayload {
    fn from(outcome: Outcome<PreparedReportFile>) -> Self {
        Self(outcome)
    }
}

/// What became of prepareReportDelivery.
#[Object]
impl PrepareReportDeliveryPayload {
    /// The file; null when there is none.
    async fn file(&self, ctx: &Context<'_>) -> Option<Result<ReportFile, ApiError>> {
        issued(ctx, &self.0)
    }

    /// Why there is none; empty on success.
    async fn errors(&self) -> &[UserError] {
        self.0.errors()
    }
}

/// The mutations of reports that are delivered.
#[derive(Default)]
pub struct ReportScheduleMutation;

/// The mutations of reports that are delivered.
#[Object]
impl ReportScheduleMutation {
    /// Have a report delivered into your inbox, month by month or week by week. TOO_MANY beyond 20. Needs report.view, and the
    /// right of what it is of.
    async fn create_report_schedule(
        &self,
        ctx: &Context<'_>,
        input: CreateReportScheduleInput,
    ) -> Result<CreateReportSchedulePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let report = input.report.read(&mut read);
        let (Some(op), Some(report)) = (read.op(), report) else { return Ok(read.refused()) };
        let new = NewSchedule {
            name: input.name,
            report,
            format: input.format.into(),
            language: input.language.into(),
            order: Order { cadence: input.cadence.into(), hour: input.hour, zone: input.zone },
            active: input.active,
        };
        let done = async { find_schedule(op, create_schedule(op, &new).await?).await };
        read.answer(Box::pin(done).await)
    }

    /// Change a report schedule of yours, or stop it. Needs report.view, and the right of what it is of.
    async fn change_report_schedule(
        &self,
        ctx: &Context<'_>,
        input: ChangeReportScheduleInput,
    ) -> Result<ChangeReportSchedulePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let change = ScheduleChange {
            schedule: read.id(NodeType::ReportSchedule, &input.schedule_id, "scheduleId"),
            name: input.name,
            report: input.report.and_then(|report| report.read(&mut read)),
            format: input.format.map(Into::into),
            language: input.language.map(Into::into),
            cadence: input.cadence.map(Into::into),
            hour: input.hour,
            zone: input.zone,
            active: input.active,
        };
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        let done = async { find_schedule(&op, change_schedule(&op, &change).await?).await };
        read.answer(Box::pin(done).await)
    }

    /// Forget a report schedule of yours and what was delivered of it. Needs report.view.
    async fn delete_report_schedule(
        &self,
        ctx: &Context<'_>,
        input: DeleteReportScheduleInput,
    ) -> Result<DeleteReportSchedulePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let schedule = read.id(NodeType::ReportSchedule, &input.schedule_id, "scheduleId");
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(delete_schedule(&op, schedule).await.map(|id| NodeType::ReportSchedule.id(id.0)))
    }

    /// Get the address of the file of a delivery, made from what you may see now. Nothing is changed by it. NOT_READY where the
    /// delivery was refused. Needs report.view, and the right of what it is of.
    async fn prepare_report_delivery(
        &self,
        ctx: &Context<'_>,
        input: PrepareReportDeliveryInput,
    ) -> Result<PrepareReportDeliveryPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let delivery = read.id(NodeType::ReportDelivery, &input.delivery_id, "deliveryId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(Box::pin(prepare_report_delivery(op, delivery)).await)
    }
}
