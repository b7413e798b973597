//! Where the bytes of files are: a directory, or a store that speaks S3. They pass through in pieces.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use anyhow::{Context, Result, anyhow};
use futures_util::stream::{BoxStream, StreamExt, TryStreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::prefix::PrefixStore;
use object_store::{Error, ObjectStore, ObjectStoreExt, WriteMultipart};
use serde::{Deserialize, Serialize};

/// Pieces of an upload; S3 takes none that is smaller, but for the last.
const PIECE: usize = 5 * 1024 * 1024;

/// Which files are taken, and where they go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilesConfig {
    /// `file://DIRECTORY` or `s3://BUCKET/PREFIX`.
    pub url: String,
    /// The most bytes of one file.
    pub max_bytes: u64,
    /// The media types that are taken.
    pub media_types: Vec<String>,
    /// How long an address is good, in seconds.
    pub address_seconds: i64,
    /// For `s3://`.
    pub s3: S3Config,
}

/// How to reach a store that speaks S3.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct S3Config {
    /// Its address when it is not Amazon's.
    pub endpoint: String,
    pub region: String,
    pub access_key_id: String,
    #[serde(skip_serializing)]
    pub secret_access_key: String,
}

impl fmt::Debug for S3Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3Config")
            .field("endpoint", &self.endpoint)
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}

impl Default for FilesConfig {
    /// Files of any of the usual types in a directory beside the database.
    fn default() -> Self {
        let types = [
            "application/pdf",
            "image/png",
            "image/jpeg",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "text/plain",
            "text/csv",
        ];
        Self {
            url: "file://data/files".to_owned(),
            max_bytes: 52_428_800,
            media_types: types.map(str::to_owned).to_vec(),
            address_seconds: 600,
            s3: S3Config::default(),
        }
    }
}

/// The store of the bytes, opened when the first file comes or goes.
#[derive(Debug)]
pub struct Files {
    config: FilesConfig,
    open: OnceLock<Arc<dyn ObjectStore>>,
}

/// Bytes on their way in; dropped without [`Upload::finish`] nothing of them is seen.
#[derive(Debug)]
pub struct Upload(WriteMultipart);

impl Files {
    /// Nothing is opened yet.
    pub fn new(config: FilesConfig) -> Self {
        Self { config, open: OnceLock::new() }
    }

    /// The settings.
    pub fn config(&self) -> &FilesConfig {
        &self.config
    }

    /// Begins a file.
    ///
    /// # Errors
    /// The store cannot be reached or written.
    pub async fn begin(&self, key: &str) -> Result<Upload> {
        let upload = self.store()?.put_multipart(&key.into()).await?;
        Ok(Upload(WriteMultipart::new_with_chunk_size(upload, PIECE)))
    }

    /// The bytes of a file in pieces.
    ///
    /// # Errors
    /// The store cannot be reached, or there is no such file.
    pub async fn read(&self, key: &str) -> Result<BoxStream<'static, Result<Vec<u8>>>> {
        let found = self.store()?.get(&key.into()).await?;
        Ok(found.into_stream().map_ok(Vec::from).map_err(anyhow::Error::from).boxed())
    }

    /// Removes a file and what a broken upload left of it; one that is not there is none to remove.
    ///
    /// # Errors
    /// The store cannot be reached or written.
    pub async fn remove(&self, key: &str) -> Result<()> {
        match self.store()?.delete(&key.into()).await {
            Ok(()) | Err(Error::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        match self.directory() {
            Some(directory) => remove_staged(&directory.join(key)).await,
            None => Ok(()),
        }
    }

    fn directory(&self) -> Option<PathBuf> {
        self.config.url.strip_prefix("file://").map(PathBuf::from)
    }

    fn store(&self) -> Result<&Arc<dyn ObjectStore>> {
        if let Some(open) = self.open.get() {
            return Ok(open);
        }
        let opened = self.connect().with_context(|| format!("opening the files at {}", self.config.url))?;
        Ok(self.open.get_or_init(|| opened))
    }

    fn connect(&self) -> Result<Arc<dyn ObjectStore>> {
        if let Some(directory) = self.directory() {
            std::fs::create_dir_all(&directory)?;
            return Ok(Arc::new(LocalFileSystem::new_with_prefix(directory)?.with_fsync(true)));
        }
        let place = self.config.url.strip_prefix("s3://").ok_or_else(|| anyhow!("neither file:// nor s3://"))?;
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        let S3Config { endpoint, region, access_key_id, secret_access_key } = &self.config.s3;
        // One by one: not every store that speaks S3 deletes in bulk, and nobody here has many to delete.
        let mut builder = AmazonS3Builder::new().with_bucket_name(bucket).with_disable_bulk_delete(true);
        if !region.is_empty() {
            builder = builder.with_region(region);
        }
        if !endpoint.is_empty() {
            builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
        }
        if !access_key_id.is_empty() {
            builder = builder.with_access_key_id(access_key_id).with_secret_access_key(secret_access_key);
        }
        Ok(Arc::new(PrefixStore::new(builder.build()?, prefix)))
    }
}

impl Upload {
    /// Passes bytes on, as fast as the store takes them: no more than two pieces are in memory.
    ///
    /// # Errors
    /// The store cannot be reached or written.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.0.wait_for_capacity(1).await?;
        self.0.write(bytes);
        Ok(())
    }

    /// Makes the file whole.
    ///
    /// # Errors
    /// The store cannot be reached or written; then nothing of it is seen.
    pub async fn finish(self) -> Result<()> {
        self.0.finish().await?;
        Ok(())
    }

    /// Forgets what was written.
    ///
    /// # Errors
    /// The store cannot be reached or written.
    pub async fn abort(self) -> Result<()> {
        Ok(self.0.abort().await?)
    }
}

/// A directory keeps the pieces of an upload beside its place, as `NAME#1`, until it is whole.
async fn remove_staged(path: &Path) -> Result<()> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
        return Ok(());
    };
    let Ok(mut entries) = tokio::fs::read_dir(folder).await else { return Ok(()) };
    let staged = format!("{name}#");
    while let Some(entry) = entries.next_entry().await? {
        if entry.file_name().to_str().is_some_and(|name| name.starts_with(&staged)) {
            tokio::fs::remove_file(entry.path()).await?;
        }
    }
    Ok(())
}
