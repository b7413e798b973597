//! Hands on bundles: asked for, fetched, taken apart.

use app::bundle::{pack, unpack};
use domain::bundle::{BundleFile, Finding, FindingKind, check, seal};
use serde_json::{Value, json};

use crate::support::world::World;

/// What is asked for of a bundle.
const FIELDS: &str = "bundle { name sha256 url }";

/// A bundle as somebody got it.
#[derive(Debug, PartialEq)]
pub struct Fetched {
    pub name: String,
    /// As the platform said it before.
    pub sha256: String,
    pub bytes: Vec<u8>,
}

/// Asks for a bundle: its name, hash and address.
pub async fn asked(world: &World, who: &str, input: Value) -> Value {
    world.as_(who).must("prepareEvidenceBundle", input, FIELDS).await["bundle"].take()
}

/// Opens an address: status and bytes.
pub async fn opened(world: &World, url: &str) -> (u16, Vec<u8>) {
    let mut response = world.endpoint.get(url).send().await.0;
    let bytes = response.take_body().into_vec().await.expect("a body");
    (response.status().as_u16(), bytes)
}

/// Asks for a bundle and fetches it.
pub async fn fetched(world: &World, who: &str, input: Value) -> Fetched {
    let bundle = asked(world, who, input).await;
    let text = |name: &str| bundle[name].as_str().expect("a text").to_owned();
    let (status, bytes) = opened(world, &text("url")).await;
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&bytes));
    Fetched { name: text("name"), sha256: text("sha256"), bytes }
}

impl Fetched {
    pub fn files(&self) -> Vec<BundleFile> {
        unpack(&self.bytes).expect("a bundle")
    }

    /// What is found in it as it is.
    pub fn found(&self) -> Vec<Finding> {
        check(&self.files())
    }

    /// A file of it, read.
    pub fn read(&self, name: &str) -> Value {
        let file = self.files().into_iter().find(|file| file.name == name);
        serde_json::from_slice(&file.expect("the file").bytes).expect("JSON")
    }

    /// The hash that its manifest says.
    pub fn whole(&self) -> Value {
        self.read("manifest.json")["sha256"].clone()
    }

    /// Whether some words stand anywhere in it.
    pub fn says(&self, words: &str) -> bool {
        self.files().iter().any(|file| String::from_utf8_lossy(&file.bytes).contains(words))
    }

    /// Kinds and files of what is found once a file was rewritten and everything hashed anew.
    pub fn forged(&self, name: &str, change: impl FnOnce(&mut Value)) -> Vec<(FindingKind, String)> {
        let mut value = self.read(name);
        change(&mut value);
        let mut files = self.files();
        let file = files.iter_mut().find(|file| file.name == name).expect("the file");
        file.bytes = domain::bundle::canonical(&value);
        // By way of an archive, as a forger would send it.
        let forged = unpack(&pack(&seal(files).1).expect("packed")).expect("unpacked");
        check(&forged).into_iter().map(|finding| (finding.kind, finding.file)).collect()
    }
}

/// A finding's kind and file.
pub fn of(kind: FindingKind, file: &str) -> (FindingKind, String) {
    (kind, file.to_owned())
}

/// What a bundle of a clock's verdict takes.
pub fn of_clock(id: &str) -> Value {
    json!({ "clockId": id })
}
