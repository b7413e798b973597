//! The GraphQL schema: roots by feature over `app`, nothing decided here.

mod appraisal;
mod assessment;
mod audit;
mod bundle;
mod catalogue;
mod change;
mod connection;
mod cost;
pub mod cursor;
mod dispatch;
mod dispute;
mod exclusion;
mod executor;
mod inspection;
mod job;
mod knowledge;
mod live;
mod money;
mod node;
pub mod node_id;
mod notification;
pub mod once;
mod party;
mod promise;
mod ranking;
mod refusal;
mod report;
mod request;
mod review;
mod routing;
mod search;
mod session;
mod settlement;
mod setup;
mod ticket;
mod trial;
mod viewer;
mod webhook;
pub mod words;

use std::sync::Arc;

use app::App;
use async_graphql::{MergedObject, MergedSubscription, SDLExportOptions, Schema, SchemaBuilder};

pub use audit::told;
pub use change::ObjectChange;
pub use executor::GongdanSchema;
pub(crate) use node_id::NodeType;
pub(crate) use refusal::failure;
pub use request::{Language, Request, data};
pub use ticket::FieldChange;

use crate::auth::Tokens;

/// What may be read.
#[derive(Default, MergedObject)]
pub struct Query(
    node::NodeQuery,
    viewer::ViewerQuery,
    party::PartyQuery,
    promise::PromiseQuery,
    review::ReviewQuery,
    promise::TemplateQuery,
    ticket::TicketQuery,
    ticket::PreviewQuery,
    ticket::PausesToDecideQuery,
    appraisal::AppraisalQuery,
    trial::TrialQuery,
    job::JobQuery,
    routing::RoutingQuery,
    catalogue::CatalogueQuery,
    knowledge::KnowledgeQuery,
    live::ChangeQuery,
    exclusion::ExclusionQuery,
    report::SlaReportQuery,
    report::PauseReportQuery,
    report::WorkloadReportQuery,
    report::RepeatsReportQuery,
    report::ForecastReportQuery,
    report::ReportScheduleQuery,
    appraisal::ScoringQuery,
    search::SearchQuery,
    ticket::LegQuery,
    dispatch::DispatchQuery,
    dispute::DisputeQuery,
    inspection::InspectionQuery,
    assessment::AssessmentQuery,
    settlement::SettlementQuery,
    change::HistoryQuery,
    audit::AuditLogQuery,
    ranking::RankingQuery,
    ranking::PublicRankingQuery,
    webhook::WebhookQuery,
);

/// What may be done. Each takes one input and answers with a payload: the object after the change, or errors that
/// say why nothing was changed.
#[derive(Default, MergedObject)]
pub struct Mutation(
    session::SessionMutation,
    setup::SetupMutation,
    ticket::TicketDecisions,
    ticket::TicketWork,
    ticket::TicketKinds,
    ticket::TicketTalkMutation,
    ticket::TicketFiles,
    notification::NotificationMutation,
    ticket::TicketsAtOnce,
    routing::RoutingMutation,
    ticket::TicketLinking,
    catalogue::CatalogueMutation,
    knowledge::KnowledgeMutation,
    ticket::TicketRecord,
    exclusion::ExclusionMutation,
    search::ViewMutation,
    ticket::HandOverMutation,
    appraisal::ScoringMutation,
    dispute::DisputeMutation,
    inspection::InspectionPlanMutation,
    inspection::InspectionChecklistMutation,
    inspection::InspectionWork,
    assessment::AssessmentMutation,
    bundle::BundleMutation,
    settlement::SettlementMutation,
    ranking::RankingMutation,
    report::ReportFileMutation,
    report::ReportScheduleMutation,
    webhook::WebhookMutation,
);

/// What may be listened to, over graphql-transport-ws.
#[derive(Default, MergedSubscription)]
pub struct Subscription(ticket::TicketSubscription, live::BoardSubscription, live::AlertSubscription);

/// Limits of the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchemaConfig {
    /// Whether clients may ask for types, and get suggestions for misspelt fields.
    pub introspection: bool,
    /// Most levels of fields.
    pub depth: usize,
    /// Most cost of one operation: fields, times the items that a page may hold.
    pub complexity: usize,
}

/// The schema over the application.
pub fn schema(app: Arc<App>, tokens: Arc<Tokens>, config: SchemaConfig) -> GongdanSchema {
    let mut builder = builder().data(app).data(tokens).limit_depth(config.depth).limit_complexity(config.complexity);
    if !config.introspection {
        builder = builder.disable_introspection().disable_suggestions();
    }
    GongdanSchema { schema: builder.finish(), complexity: config.complexity }
}

/// The schema in its definition language, sorted: what `schema.graphql` holds.
pub fn sdl() -> String {
    let options = SDLExportOptions::new().sorted_fields().sorted_arguments().sorted_enum_items();
    let text = builder().finish().sdl_with_options(options);
    // The export leaves blanks at line ends.
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    format!("{}\n", lines.join("\n").trim())
}

fn builder() -> SchemaBuilder<Query, Mutation, Subscription> {
    Schema::build(Query::default(), Mutation::default(), Subscription::default())
}
