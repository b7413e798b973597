//! The set-up on what somebody saw: a conflict says which fields changed, and the history tells who changed them.

use app::setup::contract::expire_contracts;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::sql_counts::Counted;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, Story, global_id};

/// Which version, who, and each field before and after.
pub(super) type Told = Vec<(i64, String, Vec<[String; 3]>)>;

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("-").to_owned()
}

pub(super) fn told(changes: &Value) -> Told {
    let field = |of: &Value| [text(&of["field"]), text(&of["from"]), text(&of["to"])];
    let fields = |of: &Value| of["fields"].as_array().expect("fields").iter().map(field).collect();
    let one = |of: &Value| (of["version"].as_i64().expect("a version"), text(&of["by"]), fields(of));
    changes.as_array().expect("changes").iter().map(one).collect()
}

pub(super) fn line(version: i64, by: &str, fields: &[[&str; 3]]) -> (i64, String, Vec<[String; 3]>) {
    (version, by.to_owned(), fields.iter().map(|field| field.map(str::to_owned)).collect())
}

/// The errors of a mutation, with what changed.
pub(super) async fn errors(story: &Story, who: &str, mutation: &str, input: Value) -> Vec<Value> {
    let kind = format!("{}{}Input!", mutation[..1].to_uppercase(), &mutation[1..]);
    let document = format!(
        "mutation($input: {kind}) {{ {mutation}(input: $input) {{ errors {{ code field
           objectChanges {{ version by userId recordedAt fields {{ field from to }} }} changes {{ field }} }} }} }}"
    );
    let answer = story.world.as_(who).gql(&document, json!({ "input": input })).await;
    answer.at(&format!("/{mutation}/errors")).as_array().expect("errors").clone()
}

/// The codes and fields of these errors.
pub(super) fn codes(errors: &[Value]) -> Vec<(String, String)> {
    errors.iter().map(|error| (text(&error["code"]), text(&error["field"]))).collect()
}

/// What somebody reads of the history of an object; none when it is not theirs.
pub(super) async fn history(story: &Story, who: &str, of: &str, id: &str) -> Option<Told> {
    let document = format!(
        "query($id: ID!) {{ node(id: $id) {{ ... on {of} {{ fieldHistory {{ totalCount
           nodes {{ version by userId occurredAt recordedAt fields {{ field from to }} }} }} }} }} }}"
    );
    let answer = story.world.as_(who).gql(&document, json!({ "id": id })).await;
    let page = answer.at("/node/fieldHistory");
    (!page.is_null()).then(|| {
        let told = told(&page["nodes"]);
        assert_eq!(page["totalCount"], json!(told.len()));
        told
    })
}

async fn version(story: &Story, who: &str, of: &str, id: &str) -> i64 {
    let document = format!("query($id: ID!) {{ node(id: $id) {{ ... on {of} {{ version }} }} }}");
    let answer = story.world.as_(who).gql(&document, json!({ "id": id })).await;
    answer.at("/node/version").as_i64().expect("a version")
}

fn nanning(story: &Story) -> String {
    global_id("Agency", story.world.agency("NNDSJ").0)
}

async fn a_conflict_names_the_fields_and_who_changed_them(backend: Backend) {
    let story = Story::open(backend).await;
    let agency = nanning(&story);
    assert_eq!(version(&story, "system_admin", "Agency", &agency).await, 1);
    let rename = |name: &str, seen: i64| json!({ "agencyId": agency, "name": name, "expectedVersion": seen });
    assert_eq!(errors(&story, "system_admin", "updateAgency", rename("南宁市数据局", 1)).await, [json!(null); 0]);
    assert_eq!(version(&story, "system_admin", "Agency", &agency).await, 2);

    let stale = errors(&story, "system_admin", "updateAgency", rename("南宁市数字局", 1)).await;
    assert_eq!(codes(&stale), [("CONFLICT".to_owned(), "-".to_owned())]);
    let renamed = [["name", "南宁市大数据发展局", "南宁市数据局"]];
    assert_eq!(told(&stale[0]["objectChanges"]), [line(2, "system_admin", &renamed)]);
    assert_eq!(stale[0]["objectChanges"][0]["recordedAt"], json!("2026-03-02T01:00:00+00:00"));
    assert_eq!(version(&story, "system_admin", "Agency", &agency).await, 2, "nothing was written");

    let future = errors(&story, "system_admin", "updateAgency", rename("南宁市数字局", 9)).await;
    assert_eq!(codes(&future), [("INVALID".to_owned(), "expectedVersion".to_owned())]);
    // Who may not write it is told that, and not what changed.
    let outsider = errors(&story, "clerk", "updateAgency", rename("南宁", 1)).await;
    assert_eq!(codes(&outsider), [("FORBIDDEN".to_owned(), "-".to_owned())]);
    assert_eq!(outsider[0]["objectChanges"], json!([]));
}

async fn of_two_on_one_version_one_is_told(backend: Backend) {
    let story = Story::open(backend).await;
    let agency = nanning(&story);
    let rename = |name: &str| json!({ "agencyId": agency, "name": name, "expectedVersion": 1 });
    let (one, other) = tokio::join!(
        errors(&story, "system_admin", "updateAgency", rename("甲")),
        errors(&story, "system_admin", "updateAgency", rename("乙"))
    );
    let refused: Vec<_> = [&one, &other].into_iter().filter(|errors| !errors.is_empty()).collect();
    assert_eq!(refused.len(), 1, "{one:?} {other:?}");
    assert_eq!(codes(refused[0]), [("CONFLICT".to_owned(), "-".to_owned())]);
    assert_eq!(version(&story, "system_admin", "Agency", &agency).await, 2);
}

async fn a_contract_tells_its_own_side_what_changed(backend: Backend) {
    let story = Story::open(backend).await;
    let world = &story.world;
    let draft = json!({
        "number": "NN-2027", "agencyId": nanning(&story), "name": "补充运维",
        "vendorId": global_id("Vendor", world.vendor("八桂运维").0), "startsOn": "2027-01-01", "endsOn": "2027-12-31",
        "amount": "1000.00", "policyId": global_id("SlaPolicy", world.policy("GX-SLA").0),
        "systemIds": [global_id("ManagedSystem", world.system("NN-OA").0)],
    });
    let made = world.as_("manager").must("createContract", draft, "contract { id }").await;
    let contract = text(&made["contract"]["id"]);
    let dates = |notice: i64, version: i64| json!({ "contractId": contract, "noticeDays": notice, "version": version });
    assert_eq!(errors(&story, "manager", "setContractKeyDates", dates(30, 1)).await, [json!(null); 0]);
    let stale = errors(&story, "manager", "setContractKeyDates", dates(60, 1)).await;
    assert_eq!(codes(&stale), [("CONFLICT".to_owned(), "-".to_owned())]);
    let notice = line(2, "manager", &[["noticeDays", "-", "30"]]);
    assert_eq!(told(&stale[0]["objectChanges"]), std::slice::from_ref(&notice));

    let read = history(&story, "supervisor", "ServiceContract", &contract).await.expect("the buyer's side reads it");
    assert_eq!(read.len(), 2, "{read:?}");
    assert_eq!((read[0].0, read[0].1.as_str()), (1, "manager"), "who made it");
    for field in [
        ["number", "-", "NN-2027"],
        ["amount", "-", "1000.00"],
        ["vendor", "-", "八桂运维"],
        ["systems", "-", "[\"南宁公文交换平台\"]"],
    ] {
        assert!(read[0].2.contains(&field.map(str::to_owned)), "{field:?} in {read:?}");
    }
    assert_eq!(read[1], notice);
    assert_eq!(history(&story, "vendor_manager", "ServiceContract", &contract).await, None, "drafts are the buyer's");
}

async fn a_job_is_named_where_no_person_did_it(backend: Backend) {
    let story = Story::open(backend).await;
    let contract = global_id("ServiceContract", story.world.contract("NN-2026").0);
    story.world.pass(TimeDelta::days(400));
    for _ in 0..2 {
        expire_contracts(&story.world.system_op()).await.expect("a run");
    }
    let read = history(&story, "manager", "ServiceContract", &contract).await.expect("a history");
    let last = read.last().expect("a change");
    assert_eq!(
        (last.1.as_str(), &last.2[..]),
        ("system: test", &[["state", "ACTIVE", "EXPIRED"].map(str::to_owned)][..])
    );
    assert_eq!(
        read.iter().filter(|of| of.1 == "system: test" && of.2 == last.2).count(),
        1,
        "once, however often it runs"
    );
}

async fn the_audit_reads_everything_but_secrets(backend: Backend) {
    let story = Story::open(backend).await;
    let security = story.world.as_("security_admin");
    let new = json!({ "login": "newcomer", "name": "新同事", "password": "a long enough secret" });
    let user = text(&security.must("createUser", new, "user { id }").await["user"]["id"]);
    let grant = json!({ "userId": user, "role": "REPORTER", "agencyId": nanning(&story), "expectedVersion": 1 });
    security.must("grantRole", grant, "user { id }").await;
    security.must("resetPassword", json!({ "userId": user, "password": "another long secret" }), "user { id }").await;
    security
        .must("setUserActive", json!({ "userId": user, "active": false, "expectedVersion": 2 }), "user { id }")
        .await;

    let document = "query($id: ID!, $after: String) { objectHistory(id: $id, first: 2, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } nodes { version by fields { field from to } } } }";
    let first = story.world.as_("audit_admin").gql(document, json!({ "id": user })).await;
    assert_eq!(first.at("/objectHistory/totalCount"), json!(3));
    let read = told(&first.at("/objectHistory/nodes"));
    let made = [["active", "-", "true"], ["login", "-", "newcomer"], ["name", "-", "新同事"], ["roles", "-", "[]"]];
    assert_eq!(read[0], line(1, "security_admin", &made));
    assert_eq!((read[1].0, read[1].2.len(), read[1].2[0][0].as_str()), (2, 1, "roles"));
    assert!(read[1].2[0][2].contains("REPORTER") && read[1].2[0][2].contains("南宁市大数据发展局"), "{read:?}");
    assert_eq!(first.at("/objectHistory/pageInfo/hasNextPage"), json!(true));
    let after = first.at("/objectHistory/pageInfo/endCursor");
    let second = story.world.as_("audit_admin").gql(document, json!({ "id": user, "after": after })).await;
    let locked = line(3, "security_admin", &[["active", "true", "false"]]);
    assert_eq!(told(&second.at("/objectHistory/nodes")), [locked]);
    let everything = format!("{} {}", first.body, second.body).to_lowercase();
    assert!(!everything.contains("password") && !everything.contains("argon2"), "{everything}");

    let refused = story.world.as_("manager").gql(document, json!({ "id": user })).await;
    assert_eq!(refused.code(), "FORBIDDEN");
}

async fn whoever_does_not_see_an_object_reads_no_history_of_it(backend: Backend) {
    let story = Story::open(backend).await;
    let (system, vendor) = (story.world.system("NN-OA").0, story.world.vendor("八桂运维").0);
    let close = json!({ "systemId": global_id("ManagedSystem", system), "name": "公文交换" });
    story.world.as_("manager").must("updateManagedSystem", close, "system { id }").await;
    let renamed = json!({ "vendorId": global_id("Vendor", vendor), "nameEn": "Bagui" });
    story.world.as_("system_admin").must("updateVendor", renamed, "vendor { id }").await;
    let own = history(&story, "operator", "ManagedSystem", &global_id("ManagedSystem", system)).await;
    let own = own.expect("a history");
    assert_eq!((own.len(), own[0].1.as_str()), (2, "system: test"), "{own:?}");
    assert_eq!(own[1], line(2, "manager", &[["name", "南宁公文交换平台", "公文交换"]]));
    // A vendor sees the system that its contract names, and not what the agency wrote about it over time.
    let served = history(&story, "engineer", "ManagedSystem", &global_id("ManagedSystem", system)).await;
    assert_eq!(served, None);
    let stranger = "query($id: ID!) { node(id: $id) { ... on ManagedSystem { fieldHistory { nodes { by } } } } }";
    let answer = story.world.as_("lz_manager").gql(stranger, json!({ "id": global_id("ManagedSystem", system) })).await;
    assert_eq!(answer.code(), "NOT_FOUND");
    let of_vendor = history(&story, "vendor_manager", "Vendor", &global_id("Vendor", vendor)).await;
    assert_eq!(of_vendor.expect("a history")[1..], [line(2, "system_admin", &[["nameEn", "-", "Bagui"]])]);
}

/// What changed of each object of a list is read for all of them together, and each gets its own.
async fn histories_of_a_list_come_together(backend: Backend) {
    let story = Story::open(backend).await;
    let renamed = json!({ "agencyId": nanning(&story), "name": "南宁市数据局" });
    story.world.as_("system_admin").must("updateAgency", renamed, "agency { id }").await;
    let counted = Counted::of(&story.world, "system_admin");
    let all = "{ agencies(first: 50) { nodes { shortCode fieldHistory(first: 1) {
        totalCount pageInfo { hasNextPage } nodes { version fields { field to } } } } } }";
    let found = counted.client.gql(all, json!({})).await.at("/agencies/nodes");
    let found = found.as_array().expect("agencies");
    assert!(found.len() > 2, "{found:?}");
    for agency in found {
        let (history, own) = (&agency["fieldHistory"], agency["shortCode"] == json!("NNDSJ"));
        assert_eq!(history["totalCount"], json!(if own { 2 } else { 1 }), "{agency}");
        assert_eq!(history["pageInfo"]["hasNextPage"], json!(own), "{agency}");
        let made = history["nodes"].as_array().map(Vec::as_slice);
        let Some([made]) = made else { panic!("one of each: {agency}") };
        let code = json!({ "field": "shortCode", "to": agency["shortCode"] });
        assert!(made["version"] == json!(1) && made["fields"].as_array().expect("fields").contains(&code), "{agency}");
    }
    assert_eq!(counted.last(), 2, "the pages and the counts");
    let one = all.replace("first: 50", "first: 1").replace("totalCount", "");
    counted.client.gql(&one, json!({})).await.at("/agencies/nodes/0/fieldHistory/nodes/0");
    assert_eq!(counted.last(), 1);
}

async fn views_and_links_hold_to_what_was_seen_as_well(backend: Backend) {
    let story = Story::open(backend).await;
    let operator = story.world.as_("operator");
    let saved = operator.must("saveView", json!({ "name": "我的工单" }), "view { id version }").await;
    let view = saved["view"]["id"].clone();
    assert_eq!(saved["view"]["version"], json!(1));
    let rename = |name: &str| json!({ "viewId": view, "name": name, "expectedVersion": 1 });
    assert_eq!(errors(&story, "operator", "updateView", rename("待办")).await, [json!(null); 0]);
    let stale = errors(&story, "operator", "updateView", rename("其他")).await;
    assert_eq!(told(&stale[0]["objectChanges"]), [line(2, "operator", &[["name", "我的工单", "待办"]])]);
    let gone = errors(&story, "operator", "deleteView", json!({ "viewId": view, "expectedVersion": 1 })).await;
    assert_eq!(codes(&gone), [("CONFLICT".to_owned(), "-".to_owned())]);

    let (one, other) = (story.raise(P2).await, story.raise(P2).await);
    story.act("engineer", "acknowledgeTicket", &one, json!({})).await;
    let link = |seen: i64| json!({ "ticketId": one, "relation": "RELATES_TO", "otherTicketId": other, "expectedVersion": seen });
    let stale = errors(&story, "operator", "linkTickets", link(1)).await;
    assert_eq!(codes(&stale), [("CONFLICT".to_owned(), "-".to_owned())]);
    assert_eq!(stale[0]["changes"][0]["field"], json!("STATE"));
    assert_eq!(errors(&story, "operator", "linkTickets", link(2)).await, [json!(null); 0]);
    story.end().await;
}

both! {
    a_conflict_names_the_fields_and_who_changed_them,
    of_two_on_one_version_one_is_told,
    a_contract_tells_its_own_side_what_changed,
    a_job_is_named_where_no_person_did_it,
    the_audit_reads_everything_but_secrets,
    whoever_does_not_see_an_object_reads_no_history_of_it,
    histories_of_a_list_come_together,
    views_and_links_hold_to_what_was_seen_as_well,
}
