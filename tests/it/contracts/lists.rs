//! The list of contracts: part of a number or name, and the days on which they end.

use serde_json::json;

use super::office::Office;
use crate::support::both;
use crate::support::db::Backend;

async fn contracts_are_found_by_text_and_by_their_last_day(backend: Backend) {
    let office = Office::open(backend).await;
    office.drafted(office.draft("nn-补-01", "南国网络", "NN-OLD", ("2026-06-01", "2027-05-31"))).await;
    let found = async |who: &str, filter: &str| {
        let document = format!("{{ contracts({filter}) {{ totalCount nodes {{ number }} }} }}");
        let list = office.as_(who).gql(&document, json!({})).await.at("/contracts");
        let nodes = list["nodes"].as_array().expect("nodes").clone();
        assert_eq!(list["totalCount"], json!(nodes.len()));
        nodes.iter().map(|node| node["number"].as_str().expect("a number").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        found("region_manager", "search: \"nN-\"").await,
        ["NN-2026", "nn-补-01"],
        "a number, whatever the case"
    );
    assert_eq!(found("region_manager", "search: \" 信息系统 \"").await, ["LZ-2026", "NN-2026"], "a name");
    assert_eq!(found("region_manager", "search: \"  \"").await.len(), 3, "blank does not narrow");
    assert_eq!(found("region_manager", "search: \"%\"").await, [""; 0], "what is typed is no pattern");
    assert_eq!(found("lz_manager", "search: \"2026\"").await, ["LZ-2026"], "of what one sees");
    assert_eq!(found("manager", "endsBefore: \"2026-12-31\"").await, [""; 0]);
    assert_eq!(found("manager", "endsBefore: \"2027-01-01\"").await, ["NN-2026"]);
    assert_eq!(found("manager", "endsFrom: \"2026-12-31\"").await, ["NN-2026", "nn-补-01"]);
    assert_eq!(found("manager", "endsFrom: \"2027-01-01\", endsBefore: \"2027-06-01\"").await, ["nn-补-01"]);
    assert_eq!(found("manager", "search: \"nn\", endsFrom: \"2027-06-01\"").await, [""; 0]);
    // The last day is what is agreed by now, not what was written first.
    let end = json!({ "reason": "违约", "terminatesOn": "2026-04-01" });
    assert_eq!(office.step("manager", "terminateContract", end).await, "ACTIVE");
    assert_eq!(found("manager", "endsBefore: \"2026-04-01\"").await, ["NN-2026"]);
    assert_eq!(found("manager", "endsFrom: \"2026-04-01\"").await, ["nn-补-01"]);
}

both! { contracts_are_found_by_text_and_by_their_last_day }
