//! Whose request it is behind our own proxies.

use std::net::IpAddr;

use ipnet::IpNet;
use poem::Request;

/// The address nearest to us that is none of our proxies, as far as a request tells.
pub(super) fn address(request: &Request, proxies: &[IpNet]) -> Option<IpAddr> {
    let peer = request.remote_addr().as_socket_addr().map(std::net::SocketAddr::ip)?;
    let forwarded = request.headers().get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    Some(behind(peer, forwarded, proxies))
}

/// The other end of the connection, or, when that is a proxy of ours, what it says in `X-Forwarded-For`, read from the
/// right. What stands further left anybody could have written.
fn behind<'v>(peer: IpAddr, forwarded: impl Iterator<Item = &'v str>, proxies: &[IpNet]) -> IpAddr {
    let ours = |address: &IpAddr| proxies.iter().any(|net| net.contains(address));
    if !ours(&peer) {
        return peer;
    }
    let named: Vec<&str> = forwarded.flat_map(|value| value.split(',')).map(str::trim).collect();
    let mut nearest = peer;
    for address in named.iter().rev().map_while(|text| text.parse::<IpAddr>().ok()) {
        nearest = address;
        if !ours(&address) {
            break;
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
