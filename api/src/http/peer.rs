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
pub fn behind<'v>(peer: IpAddr, forwarded: impl Iterator<Item = &'v str>, proxies: &[IpNet]) -> IpAddr {
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
