//! What is found: Chinese side by side, words by how they begin, everything asked for, the newest first.

use serde_json::{Value, json};

use super::desk::Desk;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::global_id;

both! {
    text_is_found_wherever_it_stands,
    chinese_is_found_side_by_side_and_words_by_how_they_begin,
    filters_narrow_what_is_found,
    pages_of_two_lose_and_repeat_nothing,
    an_excerpt_shows_where,
    what_cannot_be_asked_is_refused,
}

async fn text_is_found_wherever_it_stands(backend: Backend) {
    let desk = Desk::open(backend).await;
    let ticket = desk.raise("公文收不到", "全市早上八点起收文为空").await;
    desk.raise("打印机卡纸", "三楼文印室").await;
    desk.comment("engineer", &ticket, "PUBLIC", "已联系运营商抢修光缆").await;
    desk.story.act("engineer", "acknowledgeTicket", &ticket, json!({})).await;
    desk.story.act("engineer", "resolveTicket", &ticket, json!({ "cause": "施工挖断", "solution": "熔接恢复" })).await;
    desk.index().await;
    for words in ["公文", "早上八点", "抢修光缆", "挖断", "熔接恢复", "公文 光缆 挖断"] {
        assert_eq!(desk.finds("operator", words).await, "公文收不到", "{words}");
    }
    let number = desk.story.look("clerk", &ticket, "number").await["number"].as_str().expect("a number").to_owned();
    for words in [number.as_str(), &number.to_lowercase(), &number[6..]] {
        assert_eq!(desk.finds("operator", words).await, "公文收不到", "{words}");
    }
    assert_eq!(desk.finds("operator", "公文 卡纸").await, "", "both, in one ticket");
    assert_eq!(desk.finds("operator", "NNDSJ").await, "打印机卡纸 公文收不到");
    desk.story.end().await;
}

async fn chinese_is_found_side_by_side_and_words_by_how_they_begin(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.raise("公文，收文", "").await;
    desk.raise("公文收不到", "").await;
    desk.raise("ＶＰＮ断开", "Error 0x80070035: timeout").await;
    desk.raise("外网", "").await;
    desk.index().await;
    let finds = async |words: &str| desk.finds("clerk", words).await;
    assert_eq!(finds("公文收").await, "公文收不到", "not across a mark");
    assert_eq!(finds("公文").await, "公文收不到 公文，收文");
    assert_eq!(finds("收公文").await, "", "in their order");
    assert_eq!(finds("公不").await, "", "not scattered");
    assert_eq!(finds("文").await, "公文收不到 公文，收文");
    assert_eq!(finds("网").await, "外网");
    assert_eq!(finds("到").await, "公文收不到");
    assert_eq!(finds("vp").await, "ＶＰＮ断开");
    assert_eq!(finds("vpn断").await, "ＶＰＮ断开");
    assert_eq!(finds("pn").await, "");
    assert_eq!(finds("0x8007 TIME").await, "ＶＰＮ断开");
    assert_eq!(finds("error-0x80070035").await, "ＶＰＮ断开");
    assert_eq!(finds("error-timeout").await, "");
    // What would be an operator of either database is text like any other.
    for words in ["公文 & 收不", "公文 <-> 收不", "公文\" '收不", "公文* 收不:*", "(公文) {收不}"] {
        assert_eq!(finds(words).await, "公文收不到", "{words}");
    }
    assert_eq!(finds("公文 OR 外网").await, "");
}

async fn filters_narrow_what_is_found(backend: Backend) {
    let desk = Desk::open(backend).await;
    let first = desk.raise("网络中断一", "").await;
    desk.raise("网络中断二", "").await;
    desk.raise_as("county_clerk", "QX-HALL", "网络中断三", "").await;
    desk.raise_as("lz_operator", "LZ-OA", "网络中断四", "").await;
    desk.story.act("operator", "cancelTicket", &first, json!({ "reason": "误报" })).await;
    desk.index().await;
    let world = &desk.story.world;
    let agency = |code: &str| json!({ "agencyId": global_id("Agency", world.agency(code).0) });
    let found = async |filter: Value| desk.finds_among("region_manager", "网络中断", filter).await;
    assert_eq!(found(json!({})).await, "网络中断四 网络中断三 网络中断二 网络中断一");
    assert_eq!(found(json!({ "open": false })).await, "网络中断一");
    assert_eq!(found(json!({ "states": ["NEW"], "priorities": ["P2"] })).await, "网络中断四 网络中断三 网络中断二");
    assert_eq!(found(json!({ "kinds": ["CHANGE"] })).await, "");
    assert_eq!(found(agency("NNDSJ")).await, "网络中断三 网络中断二 网络中断一");
    let vendor = json!({ "vendorId": global_id("Vendor", world.vendor("桂北信息").0) });
    assert_eq!(found(vendor).await, "网络中断四");
    let raised_by = json!({ "raisedById": global_id("User", world.user("clerk").0) });
    assert_eq!(found(raised_by).await, "网络中断二 网络中断一");
}

async fn pages_of_two_lose_and_repeat_nothing(backend: Backend) {
    let desk = Desk::open(backend).await;
    for number in 0..7 {
        desk.raise(&format!("系统缓慢{number}"), "").await;
    }
    // At the same moment as the one before.
    let request = desk.story.request("NN-OA", "系统缓慢7", crate::tickets::story::P2);
    desk.story.raise_as("clerk", request).await;
    desk.index().await;
    let (mut seen, mut after) = (Vec::new(), Value::Null);
    loop {
        let page = desk.page("clerk", json!({ "words": "系统缓慢", "first": 2, "after": after })).await;
        assert_eq!(page["pageInfo"]["hasPreviousPage"], json!(!seen.is_empty()));
        seen.extend(titles(&page));
        if page["pageInfo"]["hasNextPage"] == json!(false) {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
        // What is new moves no page.
        desk.raise("系统缓慢，新的", "").await;
        desk.index().await;
    }
    let expected: Vec<String> = (0..8).rev().map(|number| format!("系统缓慢{number}")).collect();
    assert_eq!(seen, expected);
    let whole = desk.page("clerk", json!({ "words": "系统缓慢" })).await;
    assert_eq!(whole["totalCount"], json!(8 + 3));
    assert_eq!(titles(&whole)[3..], expected);
}

fn titles(page: &Value) -> Vec<String> {
    let hits = page["nodes"].as_array().expect("nodes").iter();
    hits.map(|hit| hit["ticket"]["title"].as_str().expect("a title").to_owned()).collect()
}

async fn an_excerpt_shows_where(backend: Backend) {
    let desk = Desk::open(backend).await;
    let ticket = desk.raise("公文交换异常", "全市各科室早上八点起收文为空，重启终端无效，请尽快处理。").await;
    desk.comment("engineer", &ticket, "PUBLIC", "正在查看 VPN 网关").await;
    desk.index().await;
    let shown =
        ["DESCRIPTION: 全市各科室早上八点起收文为空,重启[终端无效],请尽快处理。", "COMMENT: 正在查看 [VP]N 网关"];
    assert_eq!(desk.where_("clerk", "终端无效 vp").await, shown);
    assert_eq!(desk.where_("clerk", "交换").await, ["TITLE: 公文[交换]异常"]);
}

async fn what_cannot_be_asked_is_refused(backend: Backend) {
    let desk = Desk::open(backend).await;
    let code = async |words: &str| desk.ask("clerk", json!({ "words": words })).await.code();
    assert_eq!(code("").await, "REQUIRED");
    assert_eq!(code(" ，。!? ").await, "REQUIRED");
    assert_eq!(code(&"网".repeat(201)).await, "TOO_LONG");
    assert_eq!(code("a b c d e f g h i").await, "TOO_MANY");
    let answer = desk.ask("clerk", json!({ "words": "网络", "after": "nonsense" })).await;
    assert_eq!(answer.code(), "INVALID_CURSOR");
    assert_eq!(desk.ask("clerk", json!({ "words": "网络", "first": 101 })).await.code(), "LIMIT_PAGE_SIZE");
    assert_eq!(desk.ask("system_admin", json!({ "words": "网络" })).await.code(), "FORBIDDEN");
    assert_eq!(desk.finds("clerk", "网\u{0}络").await, "", "NUL parts words like any mark");
}
