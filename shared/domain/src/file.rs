//! Files: bytes kept for one conversation, and which of them are taken.

use crate::{Channel, MessageKind};

/// What a file is, as far as limits and messages go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FileKind {
    /// A picture.
    Image,
    /// Sound.
    Audio,
    /// A moving picture.
    Video,
    /// Anything else.
    Document,
}

impl FileKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Image, Self::Audio, Self::Video, Self::Document];

    /// The largest file of this kind that is taken, in bytes.
    ///
    /// Pictures, sound and video are limited as by `WhatsApp`, which says 5 MB and 16 MB; in
    /// millions, so that it does not matter how it counts. It takes documents up to 100 MB, which
    /// nobody should have to wait for in a chat.
    #[must_use]
    pub const fn most_bytes(self) -> u64 {
        match self {
            Self::Image => 5_000_000,
            Self::Audio | Self::Video | Self::Document => 16_000_000,
        }
    }
}

impl From<FileKind> for MessageKind {
    fn from(kind: FileKind) -> Self {
        match kind {
            FileKind::Image => Self::Image,
            FileKind::Audio => Self::Audio,
            FileKind::Video => Self::Video,
            FileKind::Document => Self::Document,
        }
    }
}

/// A type of file that is taken. Nothing that a browser would run is among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FileType {
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
    /// A WebP picture.
    Webp,
    /// A GIF picture.
    Gif,
    /// AAC sound.
    Aac,
    /// MP3 sound.
    Mpeg,
    /// MP4 sound.
    M4a,
    /// Ogg sound.
    Ogg,
    /// AMR sound.
    Amr,
    /// MP4 video.
    Mp4,
    /// 3GPP video.
    ThreeGpp,
    /// A PDF document.
    Pdf,
    /// Plain text.
    Text,
    /// Comma-separated values.
    Csv,
    /// A Word document of before 2007.
    Doc,
    /// A Word document.
    Docx,
    /// An Excel sheet of before 2007.
    Xls,
    /// An Excel sheet.
    Xlsx,
    /// A `PowerPoint` presentation of before 2007.
    Ppt,
    /// A `PowerPoint` presentation.
    Pptx,
}

impl FileType {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Gif,
        Self::Aac,
        Self::Mpeg,
        Self::M4a,
        Self::Ogg,
        Self::Amr,
        Self::Mp4,
        Self::ThreeGpp,
        Self::Pdf,
        Self::Text,
        Self::Csv,
        Self::Doc,
        Self::Docx,
        Self::Xls,
        Self::Xlsx,
        Self::Ppt,
        Self::Pptx,
    ];

    /// Its MIME type.
    #[must_use]
    pub const fn mime_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Aac => "audio/aac",
            Self::Mpeg => "audio/mpeg",
            Self::M4a => "audio/mp4",
            Self::Ogg => "audio/ogg",
            Self::Amr => "audio/amr",
            Self::Mp4 => "video/mp4",
            Self::ThreeGpp => "video/3gpp",
            Self::Pdf => "application/pdf",
            Self::Text => "text/plain",
            Self::Csv => "text/csv",
            Self::Doc => "application/msword",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xls => "application/vnd.ms-excel",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ppt => "application/vnd.ms-powerpoint",
            Self::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
        }
    }

    /// The type with this MIME type, whatever its parameters (`audio/ogg; codecs=opus`) and the
    /// case of its letters; none where it is not taken.
    #[must_use]
    pub fn of(mime_type: &str) -> Option<Self> {
        let essence = mime_type.split(';').next().unwrap_or_default().trim();
        Self::ALL
            .into_iter()
            .find(|kind| kind.mime_type().eq_ignore_ascii_case(essence))
    }

    /// What it is.
    #[must_use]
    pub const fn kind(self) -> FileKind {
        match self {
            Self::Jpeg | Self::Png | Self::Webp | Self::Gif => FileKind::Image,
            Self::Aac | Self::Mpeg | Self::M4a | Self::Ogg | Self::Amr => FileKind::Audio,
            Self::Mp4 | Self::ThreeGpp => FileKind::Video,
            Self::Pdf
            | Self::Text
            | Self::Csv
            | Self::Doc
            | Self::Docx
            | Self::Xls
            | Self::Xlsx
            | Self::Ppt
            | Self::Pptx => FileKind::Document,
        }
    }

    /// How names of such files end, as they are written mostly first.
    const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jfif"],
            Self::Png => &["png"],
            Self::Webp => &["webp"],
            Self::Gif => &["gif"],
            Self::Aac => &["aac"],
            Self::Mpeg => &["mp3"],
            Self::M4a => &["m4a", "mp4"],
            Self::Ogg => &["ogg", "oga", "opus"],
            Self::Amr => &["amr"],
            Self::Mp4 => &["mp4", "m4v"],
            Self::ThreeGpp => &["3gp", "3gpp"],
            Self::Pdf => &["pdf"],
            Self::Text => &["txt", "log", "md"],
            Self::Csv => &["csv"],
            Self::Doc => &["doc"],
            Self::Docx => &["docx"],
            Self::Xls => &["xls"],
            Self::Xlsx => &["xlsx"],
            Self::Ppt => &["ppt", "pps"],
            Self::Pptx => &["pptx", "ppsx"],
        }
    }

    /// A name under which a file of this type may be shown and saved: the one that it was sent
    /// under, which says what it is at its end. Whoever saves `invoice.exe` that came as plain text
    /// has a text, and no program.
    #[must_use]
    pub fn named(self, filename: &str) -> String {
        let filename = legible(filename);
        let end = filename.rsplit_once('.').map(|(_, end)| end);
        let is_told = end.is_some_and(|end| {
            let extensions = self.extensions().iter();
            extensions.copied().any(|own| own.eq_ignore_ascii_case(end))
        });
        match self.extensions().first() {
            Some(extension) if !is_told => format!("{filename}.{extension}"),
            _ => filename,
        }
    }

    /// Whether a browser shows it, rather than save it.
    #[must_use]
    pub const fn is_shown(self) -> bool {
        !matches!(self.kind(), FileKind::Document) || matches!(self, Self::Pdf)
    }

    /// Whether it can be sent on this channel. `WhatsApp` takes `WebP` pictures as stickers only,
    /// and neither GIF pictures nor comma-separated values.
    #[must_use]
    pub const fn goes_by(self, channel: Channel) -> bool {
        match channel {
            Channel::Widget => true,
            Channel::Whatsapp | Channel::Instagram | Channel::Messenger => {
                !matches!(self, Self::Webp | Self::Gif | Self::Csv)
            }
        }
    }
}

/// A file's name without what cannot be seen, or makes others read it in another order than it is
/// written in: `invoice\u{202e}fdp.exe` looks like a PDF.
#[must_use]
pub fn legible(filename: &str) -> String {
    let hides = |letter: &char| {
        letter.is_control()
            || matches!(
                letter,
                '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
                    | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}'
            )
    };
    filename.chars().filter(|letter| !hides(letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_known_by_its_mime_type_however_it_is_written() {
        for kind in FileType::ALL {
            assert_eq!(FileType::of(kind.mime_type()), Some(kind));
        }
        assert_eq!(FileType::of("audio/ogg; codecs=opus"), Some(FileType::Ogg));
        assert_eq!(FileType::of("Image/JPEG"), Some(FileType::Jpeg));
    }

    #[test]
    fn nothing_that_a_browser_runs_is_taken() {
        for refused in [
            "",
            "text/html",
            "image/svg+xml",
            "text/javascript",
            "application/xhtml+xml",
            "application/octet-stream",
            "application/zip",
            "image/*",
        ] {
            assert_eq!(FileType::of(refused), None, "{refused}");
        }
    }

    #[test]
    fn a_name_says_at_its_end_what_the_file_is() {
        for (kind, sent, named) in [
            (FileType::Pdf, "Invoice.PDF", "Invoice.PDF"),
            (FileType::Jpeg, "photo.jpeg", "photo.jpeg"),
            (FileType::Text, "server.log", "server.log"),
            (FileType::Text, "Invoice.exe", "Invoice.exe.txt"),
            (FileType::Png, "image.html", "image.html.png"),
            (FileType::Csv, "table", "table.csv"),
            (
                FileType::Pdf,
                "Invoice\u{202e}fdp.exe",
                "Invoicefdp.exe.pdf",
            ),
            (FileType::Docx, "سند\u{200f}.docx", "سند.docx"),
        ] {
            assert_eq!(kind.named(sent), named);
        }
        for kind in FileType::ALL {
            let named = kind.named("a");
            assert_eq!(kind.named(&named), named);
        }
    }

    #[test]
    fn whatsapp_takes_no_picture_that_it_would_refuse_later() {
        assert!(FileType::Png.goes_by(Channel::Whatsapp));
        assert!(!FileType::Webp.goes_by(Channel::Whatsapp));
        assert!(FileType::Webp.goes_by(Channel::Widget));
    }
}
