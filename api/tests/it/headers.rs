//! Single headers: whose request it is behind our own proxies, and under which name a file is saved.

use api::http::{attachment, behind};

fn seen(peer: &str, forwarded: &[&str]) -> String {
    let proxies = ["10.0.0.0/8", "127.0.0.1/32"].map(|net| net.parse().expect("a network"));
    behind(peer.parse().expect("an address"), forwarded.iter().copied(), &proxies).to_string()
}

#[test]
fn only_our_own_proxies_are_believed_and_only_their_last_word() {
    assert_eq!(seen("203.0.113.9", &["198.51.100.1"]), "203.0.113.9", "a client cannot rename itself");
    assert_eq!(seen("10.1.2.3", &["198.51.100.1"]), "198.51.100.1");
    assert_eq!(seen("10.1.2.3", &["1.2.3.4, 198.51.100.1, 10.9.9.9"]), "198.51.100.1", "through two proxies");
    assert_eq!(seen("10.1.2.3", &["1.2.3.4", "198.51.100.1"]), "198.51.100.1", "two headers are one list");
    assert_eq!(seen("127.0.0.1", &[]), "127.0.0.1");
    assert_eq!(seen("10.1.2.3", &["198.51.100.1, unknown"]), "10.1.2.3", "what is no address ends the list");
    assert_eq!(seen("10.1.2.3", &["10.4.4.4"]), "10.4.4.4", "all of them are ours");
}

#[test]
fn a_name_stays_whole_and_opens_nothing() {
    assert_eq!(
        attachment("合同 a\".pdf"),
        "attachment; filename=\"__ a_.pdf\"; filename*=UTF-8''%E5%90%88%E5%90%8C%20a%22.pdf"
    );
}
