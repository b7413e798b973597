//! Why the bytes of a file are not taken.

/// A refused upload. Nothing of it is kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileRefusal {
    /// More bytes than any file may have.
    #[error("file bytes: {found} exceeds the limit of {limit}")]
    TooLarge { found: u64, limit: u64 },
    /// Not as many bytes as were announced.
    #[error("{found} bytes came, {announced} were announced")]
    WrongLength { found: u64, announced: u64 },
    /// Sent as another type than was announced.
    #[error("sent as {found}, announced as {announced}")]
    WrongType { found: String, announced: String },
    /// The bytes are not of the announced type.
    #[error("the content is not {announced}")]
    WrongContent { announced: String },
    /// Other bytes than were announced.
    #[error("the SHA-256 is {found}, announced was {announced}")]
    WrongHash { found: String, announced: String },
    /// The bytes stopped coming.
    #[error("the body broke off after {found} of {announced} bytes")]
    BrokenOff { found: u64, announced: u64 },
}

impl FileRefusal {
    /// The word that clients match on.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "LIMIT_FILE_BYTES",
            Self::WrongLength { .. } => "FILE_LENGTH",
            Self::WrongType { .. } | Self::WrongContent { .. } => "FILE_TYPE",
            Self::WrongHash { .. } => "FILE_HASH",
            Self::BrokenOff { .. } => "FILE_BROKEN_OFF",
        }
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::TooLarge { found, limit } => format!("文件大小 {found} 字节，超过上限 {limit} 字节"),
            Self::WrongLength { found, announced } => format!("收到 {found} 字节，与申报的 {announced} 字节不符"),
            Self::WrongType { found, announced } => format!("发送类型为 {found}，与申报的 {announced} 不符"),
            Self::WrongContent { announced } => format!("文件内容不是 {announced}"),
            Self::WrongHash { found, announced } => format!("SHA-256 为 {found}，与申报的 {announced} 不符"),
            Self::BrokenOff { found, announced } => format!("上传中断：收到 {found} 字节，应为 {announced} 字节"),
        }
    }
}
