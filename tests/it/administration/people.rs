//! The security administrator finds people, and takes a role from one; whom others find.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::sql_counts::Counted;
use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::support::world::{PEOPLE, World, start_of_story};
use crate::tickets::story::global_id;

both! { a_role_is_found_and_withdrawn, accounts_of_other_systems_stand_apart, others_find_their_own, people_come_by_pages }

async fn found(client: &Client, filter: Value, fields: &str) -> Vec<Value> {
    let document = format!("query($filter: UserFilter) {{ users(filter: $filter) {{ nodes {{ {fields} }} }} }}");
    let nodes = client.gql(&document, json!({ "filter": filter })).await.at("/users/nodes");
    nodes.as_array().expect("people").clone()
}

async fn logins(client: &Client, filter: Value) -> Vec<String> {
    let text = |user: &Value| user["login"].as_str().expect("a log-in name").to_owned();
    found(client, filter, "login").await.iter().map(text).collect()
}

async fn a_role_is_found_and_withdrawn(backend: Backend) {
    let world = World::new(backend).await;
    let security = world.as_("security_admin");
    let vendor = json!({ "vendorId": global_id("Vendor", world.vendor("八桂运维").0) });
    let nanning = global_id("Agency", world.agency("NNDSJ").0);
    assert_eq!(logins(&security, json!({ "text": " ENGIN" })).await, ["engineer", "lz_engineer"]);
    assert_eq!(logins(&security, vendor.clone()).await, ["engineer", "vendor_manager"]);
    let reporters = json!({ "agencyId": nanning, "role": "REPORTER" });
    assert_eq!(logins(&security, reporters).await, ["clerk", "county_clerk"], "those under it as well");
    let fields = "id active serviceAccount availableActions
        roles { id role agency { name } vendor { name } validUntil availableActions }";
    let engineer = found(&security, json!({ "text": "engineer", "role": "VENDOR_ENGINEER" }), fields).await.remove(0);
    let role = &engineer["roles"][0];
    let expected = json!({
        "id": global_id("User", world.user("engineer").0), "active": true, "serviceAccount": false,
        "availableActions": ["SET_USER_ACTIVE", "RESET_PASSWORD", "GRANT_ROLE", "ADD_EXPERT"],
        "roles": [{ "id": role["id"], "role": "VENDOR_ENGINEER", "agency": null, "vendor": { "name": "八桂运维" },
            "validUntil": null, "availableActions": ["WITHDRAW_ROLE"] }],
    });
    assert_eq!(engineer, expected);

    let asked = json!({ "grantId": role["id"] });
    let ended = security.must("withdrawRole", asked, "user { roles { validUntil availableActions } }").await;
    let ended = &ended["user"]["roles"][0];
    let until: DateTime<Utc> = serde_json::from_value(ended["validUntil"].clone()).expect("a time");
    assert_eq!((until, &ended["availableActions"]), (start_of_story(), &json!([])));
    assert_eq!(logins(&security, json!({ "role": "VENDOR_ENGINEER" })).await, ["lz_engineer"]);
    assert_eq!(logins(&security, vendor).await, ["vendor_manager"]);
    assert_eq!(logins(&security, json!({ "text": "engineer", "active": true })).await, ["engineer", "lz_engineer"]);
    security.must("setUserActive", json!({ "userId": engineer["id"], "active": false }), "").await;
    assert_eq!(logins(&security, json!({ "active": false })).await, ["engineer"]);
}

async fn accounts_of_other_systems_stand_apart(backend: Backend) {
    let world = World::new(backend).await;
    let security = world.as_("security_admin");
    assert_eq!(logins(&security, json!({ "serviceAccount": true })).await, [""; 0]);
    let new = json!({ "login": "gateway", "name": "数据网关", "password": "a long enough password" });
    let user = security.must("createUser", new, "user { id }").await["user"]["id"].clone();
    let agency = global_id("Agency", world.agency("NNDSJ").0);
    let role = json!({ "userId": user, "role": "SERVICE_ACCOUNT", "agencyId": agency });
    security.must("grantRole", role, "").await;
    security.must("issueAccessToken", json!({ "userId": user, "name": "汇聚平台" }), "").await;
    let fields = "login serviceAccount availableActions accessTokens { name lastUsedOn availableActions }";
    let expected = json!({
        "login": "gateway", "serviceAccount": true,
        "availableActions": ["SET_USER_ACTIVE", "RESET_PASSWORD", "GRANT_ROLE", "ADD_EXPERT", "ISSUE_ACCESS_TOKEN"],
        "accessTokens": [{ "name": "汇聚平台", "lastUsedOn": null, "availableActions": ["REVOKE_ACCESS_TOKEN"] }],
    });
    assert_eq!(found(&security, json!({ "serviceAccount": true }), fields).await, [expected]);
    let seen = found(&world.as_("operator"), json!({ "text": "网关" }), "login accessTokens { name }").await;
    assert_eq!(seen, [json!({ "login": "gateway", "accessTokens": null })], "tokens are not the agency's");
}

async fn others_find_their_own(backend: Backend) {
    let world = World::new(backend).await;
    let of = async |who: &str| logins(&world.as_(who), json!({})).await;
    assert_eq!(of("operator").await, ["clerk", "county_clerk", "manager", "operator"]);
    assert_eq!(of("vendor_manager").await, ["engineer", "vendor_manager"]);
    assert_eq!(of("lz_operator").await, ["lz_manager", "lz_operator"]);
    let liuzhou = json!({ "agencyId": global_id("Agency", world.agency("LZDSJ").0) });
    assert_eq!(logins(&world.as_("operator"), liuzhou).await, [""; 0], "a filter opens nothing");
    let finds = |login: &str| login.ends_with("operator") || login.ends_with("manager") || login == "security_admin";
    for (login, ..) in PEOPLE.iter().filter(|(login, ..)| !finds(login)) {
        let answer = world.as_(login).gql("{ users { nodes { login } } }", json!({})).await;
        assert_eq!(answer.code(), "FORBIDDEN", "{login}");
    }
    let document = "query($filter: UserFilter) { users(filter: $filter) { totalCount } }";
    let other = json!({ "filter": { "vendorId": global_id("Agency", world.agency("NNDSJ").0) } });
    assert_eq!(world.as_("security_admin").gql(document, other).await.code(), "NOT_FOUND");
}

async fn people_come_by_pages(backend: Backend) {
    let world = World::new(backend).await;
    let counted = Counted::of(&world, "security_admin");
    let document = "query($first: Int, $after: String) { users(first: $first, after: $after) {
        totalCount nodes { name roles { role agency { name } vendor { name } availableActions } accessTokens { name } }
        pageInfo { hasNextPage endCursor } } }";
    let (mut names, mut after, mut more) = (vec![], Value::Null, true);
    while more {
        let answer = counted.client.gql(document, json!({ "first": 5, "after": after })).await;
        assert_eq!(counted.last(), 0, "they stand in memory");
        let page = answer.at("/users");
        assert_eq!(page["totalCount"], json!(world.app.directory().users.len()));
        let nodes = page["nodes"].as_array().expect("people").iter();
        names.extend(nodes.map(|user| user["name"].as_str().expect("a name").to_owned()));
        (after, more) = (page["pageInfo"]["endCursor"].clone(), page["pageInfo"]["hasNextPage"] == json!(true));
    }
    let mut everybody: Vec<_> = world.app.directory().users.values().map(|user| user.name.clone()).collect();
    everybody.sort_unstable();
    assert_eq!(names, everybody);
}
