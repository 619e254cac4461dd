//! Files' names on their way through headers and addresses, which take ASCII only.

use percent_encoding::percent_decode_str;

use crate::escaping::escaped;

/// S3 takes 2 KB of an object's own headers, their names included.
const LONGEST_NAME: usize = 1_800;

/// A name as a header; a long one loses letters before its extension.
pub(super) fn fitting(name: &str) -> String {
    let whole = escaped(name);
    if whole.len() <= LONGEST_NAME {
        return whole;
    }
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= 16 => {
            (stem, escaped(&format!(".{extension}")))
        }
        _ => (name, String::new()),
    };
    let mut kept = String::new();
    for letter in stem.chars() {
        let letter = escaped(letter.encode_utf8(&mut [0; 4]));
        if kept.len() + letter.len() + extension.len() > LONGEST_NAME {
            break;
        }
        kept += &letter;
    }
    kept + &extension
}

/// The name that such a header gives.
pub(super) fn read(header: &str) -> String {
    percent_decode_str(header).decode_utf8_lossy().into_owned()
}

/// What a browser is told to do with a file; nothing where it would do so by itself.
pub(super) fn disposition(is_shown: bool, name: Option<&str>) -> Option<String> {
    let how = if is_shown { "inline" } else { "attachment" };
    match name {
        Some(name) => {
            let plain: String = name
                .chars()
                .map(|letter| match letter {
                    '"' | '\\' | '%' => '_',
                    ' '..='~' => letter,
                    _ => '_',
                })
                .collect();
            Some(format!(
                "{how}; filename=\"{plain}\"; filename*=UTF-8''{}",
                escaped(name)
            ))
        }
        None if is_shown => None,
        None => Some(how.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_comes_back_as_it_went() {
        for name in [
            "a.pdf",
            "Rechnung März 100%.pdf",
            "请看.docx",
            "%41",
            "a+b c.txt",
            "",
        ] {
            let header = fitting(name);
            assert!(header.is_ascii(), "{header}");
            assert_eq!(read(&header), name);
        }
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let header = fitting(&format!("{}.pdf", "界".repeat(251)));
        assert!(header.len() <= LONGEST_NAME);
        let name = read(&header);
        assert!(name.ends_with("界.pdf"), "{name}");
    }

    #[test]
    fn a_header_that_is_no_escape_is_read_as_it_is() {
        assert_eq!(read("100%"), "100%");
        assert_eq!(read("%zz%e"), "%zz%e");
    }

    #[test]
    fn a_name_cannot_end_the_header_that_it_stands_in() {
        assert_eq!(
            disposition(false, Some("a\"; filename=\"b\r\n.exe")).unwrap(),
            "attachment; filename=\"a_; filename=_b__.exe\"; \
             filename*=UTF-8''a%22%3B%20filename%3D%22b%0D%0A.exe"
        );
        assert_eq!(disposition(true, None), None);
        assert_eq!(disposition(false, None).unwrap(), "attachment");
    }
}
