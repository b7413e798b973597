//! A search never leaves the scope, and never finds what only the other side may read (I7).

use serde_json::json;

use super::desk::Desk;
use crate::support::both;
use crate::support::db::Backend;

both! { nobody_finds_what_is_not_theirs, what_is_written_inside_a_side_is_found_by_its_people_only }

async fn nobody_finds_what_is_not_theirs(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.raise("南宁链路抖动", "").await;
    desk.raise_as("county_clerk", "QX-HALL", "青秀链路抖动", "").await;
    desk.raise_as("lz_operator", "LZ-OA", "柳州链路抖动", "").await;
    desk.index().await;
    let finds = async |who: &str| desk.finds(who, "链路抖动").await;
    assert_eq!(finds("clerk").await, "青秀链路抖动 南宁链路抖动");
    assert_eq!(finds("county_clerk").await, "青秀链路抖动");
    assert_eq!(finds("engineer").await, "青秀链路抖动 南宁链路抖动");
    assert_eq!(finds("lz_engineer").await, "柳州链路抖动");
    assert_eq!(finds("lz_manager").await, "柳州链路抖动");
    assert_eq!(finds("supervisor").await, "柳州链路抖动 青秀链路抖动 南宁链路抖动");
    assert_eq!(finds("expert").await, "");
    let nanning = crate::tickets::story::global_id("Agency", desk.story.world.agency("NNDSJ").0);
    assert_eq!(desk.finds_among("lz_operator", "链路抖动", json!({ "agencyId": nanning })).await, "");
}

async fn what_is_written_inside_a_side_is_found_by_its_people_only(backend: Backend) {
    let desk = Desk::open(backend).await;
    let ticket = desk.raise("机房温度过高", "空调停机").await;
    desk.comment("operator", &ticket, "AGENCY_INTERNAL", "拟扣减服务费").await;
    desk.comment("engineer", &ticket, "VENDOR_INTERNAL", "备件缺货，先拖两天").await;
    desk.comment("engineer", &ticket, "PUBLIC", "备件在途").await;
    desk.index().await;
    let title = "机房温度过高";
    for (words, agency, vendor) in [
        ("扣减服务费", title, ""),
        ("先拖两天", "", title),
        ("备件在途", title, title),
        // Each phrase where it may be read.
        ("空调停机 扣减", title, ""),
        ("空调停机 缺货", "", title),
        ("扣减 缺货", "", ""),
        ("备", title, title),
        ("先", "", title),
    ] {
        for who in ["clerk", "operator", "supervisor", "regulator"] {
            assert_eq!(desk.finds(who, words).await, agency, "{words} as {who}");
        }
        for who in ["engineer", "vendor_manager"] {
            assert_eq!(desk.finds(who, words).await, vendor, "{words} as {who}");
        }
    }
    assert_eq!(desk.where_("operator", "备件").await, ["COMMENT: [备件]在途"]);
    assert_eq!(desk.where_("engineer", "缺货").await, ["COMMENT: 备件[缺货],先拖两天"]);
}
