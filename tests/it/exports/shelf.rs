//! Hands on files of reports: asked for, fetched, taken apart.

use std::io::Cursor;

use app::bundle::unpack;
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use serde_json::{Value, json};

use crate::support::world::World;
use crate::tickets::story::global_id;

/// A file as somebody got it.
#[derive(Debug, PartialEq)]
pub struct Fetched {
    pub name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

/// What `prepareReportFile` takes.
pub fn asked(report: &Value, format: &str, language: &str) -> Value {
    json!({ "report": report, "format": format, "language": language })
}

/// Asks for a file: its name and address.
pub async fn prepared(world: &World, who: &str, input: Value) -> Value {
    world.as_(who).must("prepareReportFile", input, "file { name url expiresAt }").await["file"].take()
}

/// Opens an address: status, type and bytes.
pub async fn opened(world: &World, url: &str) -> (u16, String, Vec<u8>) {
    let mut response = world.endpoint.get(url).send().await.0;
    let media_type = response.content_type().unwrap_or_default().to_owned();
    let bytes = response.take_body().into_vec().await.expect("a body");
    (response.status().as_u16(), media_type, bytes)
}

/// Asks for a file and fetches it.
pub async fn fetched(world: &World, who: &str, input: Value) -> Fetched {
    let file = prepared(world, who, input).await;
    let (status, media_type, bytes) = opened(world, file["url"].as_str().expect("an address")).await;
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&bytes));
    Fetched { name: file["name"].as_str().expect("a name").to_owned(), media_type, bytes }
}

/// A month of Nanning's contract.
pub fn month(world: &World, month: i32) -> Value {
    let contract = global_id("ServiceContract", world.contract("NN-2026").0);
    json!({ "contractMonth": { "contractId": contract, "month": month } })
}

impl Fetched {
    /// The text of the only table.
    pub fn text(&self) -> &str {
        let text = std::str::from_utf8(&self.bytes).expect("UTF-8");
        text.strip_prefix('\u{feff}').expect("the mark by which Excel knows UTF-8")
    }

    /// Names and texts of the tables of an archive.
    pub fn tables(&self) -> Vec<(String, String)> {
        let files = unpack(&self.bytes).expect("an archive");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        files.into_iter().map(|file| (file.name, text(file.bytes).trim_start_matches('\u{feff}').to_owned())).collect()
    }

    /// The lines of one table of an archive, by the end of its name, without the heading.
    pub fn lines(&self, name: &str) -> Vec<String> {
        let tables = self.tables();
        let found = tables.iter().find(|(of, _)| of.ends_with(&format!(" {name}.csv")));
        let (_, text) = found.unwrap_or_else(|| panic!("no {name} among {tables:?}"));
        text.split_terminator("\r\n").skip(1).map(str::to_owned).collect()
    }

    /// The sheets of a workbook by name.
    pub fn sheets(&self) -> Vec<String> {
        self.workbook().sheet_names()
    }

    /// The cells of a sheet, row by row.
    pub fn cells(&self, sheet: &str) -> Vec<Vec<Data>> {
        let range = self.workbook().worksheet_range(sheet).expect("the sheet");
        range.rows().map(<[Data]>::to_vec).collect()
    }

    fn workbook(&self) -> Xlsx<Cursor<&[u8]>> {
        open_workbook_from_rs(Cursor::new(self.bytes.as_slice())).expect("a workbook")
    }
}
