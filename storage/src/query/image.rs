//! The fields of an object of the set-up as they stand, for comparing: its row and what belongs to it.

use chrono::SecondsFormat;
use domain::change::{Fields, ObjectKind};
use sea_orm::sea_query::sea_value_to_json_value;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, IdenStatic, Iterable, ModelTrait, QueryFilter,
    QueryOrder, Statement, Value,
};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::entity::{
    agency, amendment_system, calendar_revision, contract_amendment, contract_quota, contract_system, knowledge_note,
    knowledge_note_item, knowledge_note_system_type, managed_system, payment_milestone, rectification, report_schedule,
    review_expert, role_grant, saved_view, service_calendar, service_contract, service_item, service_item_version,
    sla_policy, sla_policy_version, sla_target, user_account, vendor, vendor_team, vendor_team_member,
    webhook_endpoint,
};

/// What is no news, and what is nobody's to read: how a password is kept, what signs a webhook, and what follows from other
/// fields or from what was delivered.
const HIDDEN: [&str; 17] = [
    "id",
    "version",
    "created_at",
    "updated_at",
    "created_by",
    "password_hash",
    "grant_version",
    "stated",
    "contract_id",
    "version_id",
    "item_id",
    "number",
    "secret",
    "old_secret",
    "read_to",
    "failing_since",
    "held_until",
];

/// The fields of an object; none when there is no such thing.
pub async fn image(db: &impl ConnectionTrait, kind: ObjectKind, id: Uuid) -> Result<Option<Fields>, DbErr> {
    match kind {
        ObjectKind::Agency => one::<agency::Entity>(db, agency::Column::Id, id).await,
        ObjectKind::Vendor => one::<vendor::Entity>(db, vendor::Column::Id, id).await,
        ObjectKind::System => one::<managed_system::Entity>(db, managed_system::Column::Id, id).await,
        ObjectKind::Expert => one::<review_expert::Entity>(db, review_expert::Column::UserId, id).await,
        ObjectKind::Policy => one::<sla_policy::Entity>(db, sla_policy::Column::Id, id).await,
        ObjectKind::Milestone => one::<payment_milestone::Entity>(db, payment_milestone::Column::Id, id).await,
        ObjectKind::Rectification => one::<rectification::Entity>(db, rectification::Column::Id, id).await,
        ObjectKind::User => user(db, id).await,
        ObjectKind::Team => team(db, id).await,
        ObjectKind::PolicyVersion => policy_version(db, id).await,
        ObjectKind::Calendar => calendar(db, id).await,
        ObjectKind::Contract => contract(db, id).await,
        ObjectKind::PaymentPlan => payment_plan(db, id).await.map(Some),
        ObjectKind::ServiceItem => item(db, id).await,
        ObjectKind::Note => note(db, id).await,
        ObjectKind::View => view(db, id).await,
        ObjectKind::ReportSchedule => one::<report_schedule::Entity>(db, report_schedule::Column::Id, id).await,
        ObjectKind::WebhookEndpoint => one::<webhook_endpoint::Entity>(db, webhook_endpoint::Column::Id, id).await,
    }
}

async fn one<E: EntityTrait>(db: &impl ConnectionTrait, key: E::Column, id: Uuid) -> Result<Option<Fields>, DbErr>
where
    E::Model: ModelTrait<Entity = E>,
{
    Ok(E::find().filter(key.eq(id)).one(db).await?.map(|row| fields("", &row)))
}

/// The columns of a row by their names in camel case behind `prefix`; a column that holds an object is taken apart.
fn fields<M: ModelTrait>(prefix: &str, row: &M) -> Fields {
    let mut fields = Fields::new();
    for column in <M::Entity as EntityTrait>::Column::iter() {
        let name = column.as_str();
        if HIDDEN.contains(&name) {
            continue;
        }
        match told(&row.get(column)) {
            Json::Object(parts) => {
                fields.extend(parts.into_iter().map(|(part, value)| (format!("{prefix}{part}"), value)))
            }
            value => {
                fields.insert(format!("{prefix}{}", camel(name)), value);
            }
        }
    }
    fields
}

fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |text, word| {
        let (start, rest) = word.split_at(1.min(word.len()));
        text + &start.to_uppercase() + rest
    })
}

/// The same on both databases.
fn told(value: &Value) -> Json {
    match value {
        Value::ChronoDateTimeUtc(Some(at)) => json!(at.to_rfc3339_opts(SecondsFormat::Secs, true)),
        Value::ChronoDate(Some(day)) => json!(day.to_string()),
        value => sea_value_to_json_value(value),
    }
}

async fn user(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Fields>, DbErr> {
    let Some(mut fields) = one::<user_account::Entity>(db, user_account::Column::Id, id).await? else {
        return Ok(None);
    };
    let grants = role_grant::Entity::find().filter(role_grant::Column::UserId.eq(id));
    let grants = grants.order_by_asc(role_grant::Column::Id).all(db).await?;
    let grant = |row: &role_grant::Model| {
        let mut grant = self::fields("", row);
        grant.remove("userId");
        grant.retain(|_, value| !value.is_null());
        grant
    };
    fields.insert("roles".to_owned(), json!(grants.iter().map(grant).collect::<Vec<_>>()));
    Ok(Some(fields))
}

async fn team(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Fields>, DbErr> {
    let Some(mut fields) = one::<vendor_team::Entity>(db, vendor_team::Column::Id, id).await? else {
        return Ok(None);
    };
    let members = vendor_team_member::Entity::find().filter(vendor_team_member::Column::TeamId.eq(id));
    let members = members.order_by_asc(vendor_team_member::Column::UserId).all(db).await?;
    fields.insert("members".to_owned(), json!(members.iter().map(|row| row.user_id).collect::<Vec<_>>()));
    Ok(Some(fields))
}

async fn policy_version(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Fields>, DbErr> {
    let Some(mut fields) = one::<sla_policy_version::Entity>(db, sla_policy_version::Column::Id, id).await? else {
        return Ok(None);
    };
    let targets = sla_target::Entity::find().filter(sla_target::Column::VersionId.eq(id)).all(db).await?;
    for row in &targets {
        let mut target = self::fields("", row);
        // What a target is for names it; it gets another id each time that a draft is written.
        target.remove("baseTargetId");
        let places = ["metric", "priority", "ticketKind", "siteClass", "systemType", "protectionFrom", "protectionTo"];
        let mut name = "target".to_owned();
        for place in places.iter().filter_map(|place| target.remove(*place)).filter(|place| !place.is_null()) {
            name = format!("{name} {}", place.as_str().map_or_else(|| place.to_string(), str::to_owned));
        }
        if target.remove("guard") == Some(json!(true)) {
            name += " guard";
        }
        target.retain(|_, value| !value.is_null());
        fields.insert(name, json!(target));
    }
    Ok(Some(fields))
}

async fn calendar(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Fields>, DbErr> {
    let Some(mut fields) = one::<service_calendar::Entity>(db, service_calendar::Column::Id, id).await? else {
        return Ok(None);
    };
    let newest = calendar_revision::Entity::find().filter(calendar_revision::Column::CalendarId.eq(id));
    if let Some(row) = newest.order_by_desc(calendar_revision::Column::Revision).one(db).await? {
        fields.extend(self::fields("", &row));
        fields.remove("calendarId");
        // Why it was written is for those who write calendars, and stands in the audit log.
        fields.remove("reason");
    }
    Ok(Some(fields))
}

async fn contract(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Fields>, DbErr> {
    let Some(row) = service_contract::Entity::find().filter(service_contract::Column::Id.eq(id)).one(db).await? else {
        return Ok(None);
    };
    let mut fields = self::fields("", &row);
    fields.insert("number".to_owned(), json!(row.number));
    let systems = contract_system::Entity::find().filter(contract_system::Column::ContractId.eq(id));
    let systems = systems.order_by_asc(contract_system::Column::SystemId).all(db).await?;
    fields.insert("systems".to_owned(), json!(systems.iter().map(|row| row.system_id).collect::<Vec<_>>()));
    let quotas = contract_quota::Entity::find().filter(contract_quota::Column::ContractId.eq(id)).all(db).await?;
    for row in quotas {
        fields.insert(format!("quota {} {} of terms {}", row.kind, row.period, row.terms_number), json!(row.amount));
    }
    let amended = contract_amendment::Entity::find().filter(contract_amendment::Column::ContractId.eq(id));
    let amended = amended.all(db).await?;
    let ids = amended.iter().map(|row| row.id);
    let covered = amendment_system::Entity::find().filter(amendment_system::Column::AmendmentId.is_in(ids));
    let covered = covered.order_by_asc(amendment_system::Column::SystemId).all(db).await?;
    for row in &amended {
        fields.extend(self::fields(&format!("amendment {} ", row.number), row));
        let systems = covered.iter().filter(|of| of.amendment_id == row.id).map(|of| of.system_id);
        fields.insert(format!("amendment {} systems", row.number), json!(systems.collect::<Vec<_>>()));
    }
    Ok(Some(fields))
}

async fn payment_plan(db: &impl ConnectionTrait, contract: Uuid) -> Result<Fields, DbErr> {
    let rows = payment_milestone::Entity::find().filter(payment_milestone::Column::ContractId.eq(contract));
    let rows = rows.order_by_asc(payment_milestone::Column::Plan).all(db).await?;
    // The last of a number is the one that stands.
    Ok(rows.iter().flat_map(|row| fields(&format!("milestone {} ", row.number), row)).collect())
}

async fn item(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Fields>, DbErr> {
    let Some(mut fields) = one::<service_item::Entity>(db, service_item::Column::Id, id).await? else {
        return Ok(None);
    };
    let content = service_item_version::Entity::find().filter(service_item_version::Column::ItemId.eq(id));
    if let Some(row) = content.order_by_desc(service_item_version::Column::Number).one(db).await? {
        fields.extend(self::fields("", &row));
    }
    Ok(Some(fields))
}

async fn note(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Fields>, DbErr> {
    let Some(mut fields) = one::<knowledge_note::Entity>(db, knowledge_note::Column::Id, id).await? else {
        return Ok(None);
    };
    let items = knowledge_note_item::Entity::find().filter(knowledge_note_item::Column::NoteId.eq(id));
    let items = items.order_by_asc(knowledge_note_item::Column::ItemId).all(db).await?;
    fields.insert("serviceItems".to_owned(), json!(items.iter().map(|row| row.item_id).collect::<Vec<_>>()));
    let types = knowledge_note_system_type::Entity::find().filter(knowledge_note_system_type::Column::NoteId.eq(id));
    let types = types.order_by_asc(knowledge_note_system_type::Column::SystemType).all(db).await?;
    fields.insert("systemTypes".to_owned(), json!(types.iter().map(|row| &row.system_type).collect::<Vec<_>>()));
    Ok(Some(fields))
}

async fn view(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Fields>, DbErr> {
    one::<saved_view::Entity>(db, saved_view::Column::Id, id).await
}

/// The version that an object's own row has, held until the transaction ends; none where the platform counts, and when
/// there is no such thing.
pub async fn version(db: &impl ConnectionTrait, kind: ObjectKind, id: Uuid) -> Result<Option<i64>, DbErr> {
    let table = match kind {
        ObjectKind::Contract => "service_contract",
        ObjectKind::Milestone => "payment_milestone",
        ObjectKind::Rectification => "rectification",
        ObjectKind::ServiceItem => "service_item",
        ObjectKind::Note => "knowledge_note",
        ObjectKind::View => "saved_view",
        ObjectKind::ReportSchedule => "report_schedule",
        ObjectKind::WebhookEndpoint => "webhook_endpoint",
        ObjectKind::PaymentPlan => return plan(db, id).await,
        _ => return Ok(None),
    };
    let held = if db.get_database_backend() == DbBackend::Postgres { " FOR NO KEY UPDATE" } else { "" };
    let text = format!("SELECT CAST(version AS bigint) FROM {table} WHERE id = $1{held}");
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, [id.into()]);
    db.query_one_raw(statement).await?.map(|row| row.try_get_by_index(0)).transpose()
}

/// Each plan of a contract has the next number; before the first it is 0.
async fn plan(db: &impl ConnectionTrait, contract: Uuid) -> Result<Option<i64>, DbErr> {
    let of = payment_milestone::Entity::find().filter(payment_milestone::Column::ContractId.eq(contract));
    let last = of.order_by_desc(payment_milestone::Column::Plan).one(db).await?;
    Ok(Some(last.map_or(0, |row| row.plan.into())))
}
