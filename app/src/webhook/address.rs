//! Which addresses may be called: checked as an endpoint is written, and again as a connection is made, because a name may
//! stand for another address by then.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use domain::webhook::is_public;
use ipnet::IpNet;
use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::net::lookup_host;

/// The public internet, and networks that the settings open.
#[derive(Clone, Debug)]
pub(super) struct Reach(Arc<[IpNet]>);

/// No address of a name may be called.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the address lies in a network that must not be called")]
pub(super) struct Refused;

impl Reach {
    pub(super) fn new(networks: &[IpNet]) -> Self {
        Self(networks.into())
    }

    fn allows(&self, address: IpAddr) -> bool {
        is_public(address) || self.0.iter().any(|network| network.contains(&address.to_canonical()))
    }

    /// Whether the host of a URL is a name, or an address that may be called. Nothing resolves an address: it never comes to
    /// [`Resolve`].
    pub(super) fn allows_host(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
        host.parse().map_or(!host.is_empty(), |address| self.allows(address))
    }
}

impl Resolve for Reach {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.clone();
        Box::pin(async move {
            let found = lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found.filter(|address| reach.allows(address.ip())).collect();
            if allowed.is_empty() {
                return Err(Refused.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(reach: &Reach, url: &str) -> bool {
        reach.allows_host(&url.parse().unwrap())
    }

    #[test]
    fn an_address_in_whatever_notation_is_known_for_what_it_is() {
        let reach = Reach::new(&[]);
        for url in [
            "https://127.0.0.1/",
            "https://127.1/",
            "https://0x7f.0.0.1/",
            "https://2130706433/",
            "https://017700000001/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:7f00:1]:8443/",
            "https://169.254.169.254/latest",
            "https://10.0.0.8/",
            "https://[fd00:ec2::254]/",
        ] {
            assert!(!allows(&reach, url), "{url}");
        }
        for url in ["https://hooks.example.gov.cn/", "https://1.1.1.1/", "https://[2400:3200::1]/"] {
            assert!(allows(&reach, url), "{url}");
        }
    }

    #[test]
    fn a_network_of_the_settings_is_open_and_no_other() {
        let reach = Reach::new(&["10.8.0.0/16".parse().unwrap()]);
        assert!(allows(&reach, "https://10.8.3.4/"));
        assert!(allows(&reach, "https://[::ffff:10.8.3.4]/"));
        assert!(!allows(&reach, "https://10.9.3.4/"));
    }

    #[tokio::test]
    async fn a_name_for_an_address_inside_is_refused_as_it_is_resolved() {
        let localhost = || "localhost".parse::<Name>().unwrap();
        let refused = Reach::new(&[]).resolve(localhost()).await.err().expect("refused");
        assert!(refused.is::<Refused>(), "{refused}");
        let open = Reach::new(&["127.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()]);
        let found: Vec<SocketAddr> = open.resolve(localhost()).await.expect("resolved").collect();
        assert!(!found.is_empty() && found.iter().all(|address| address.ip().is_loopback()), "{found:?}");
    }
}
