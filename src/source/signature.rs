//! Files that are no text, by their first bytes. The engine of orders alone is given few of them: the module of sources sees files first.

const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    #[cfg(feature = "sources")]
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook (.xlsx)"),
    (b"\xD0\xCF\x11\xE0", "an old Excel or Word document (.xls, .doc)"),
    (b"%PDF", "a PDF document"),
    (b"\x1F\x8B", "a gzip archive"),
    #[cfg(feature = "sources")]
    (b"7z\xBC\xAF", "a 7z archive"),
    #[cfg(feature = "sources")]
    (b"Rar!", "a RAR archive"),
    #[cfg(feature = "sources")]
    (b"SQLite format 3", "an SQLite database"),
    #[cfg(feature = "sources")]
    (b"\x7FELF", "a program"),
    #[cfg(feature = "sources")]
    (b"MZ\x90", "a program"),
    #[cfg(feature = "sources")]
    (b"RIFF", "a sound, image or video file"),
    #[cfg(feature = "sources")]
    (b"\0asm", "a WebAssembly module"),
];

/// What the bytes are, if they are no text or the text of a web page.
#[must_use]
pub fn not_text(bytes: &[u8]) -> Option<&'static str> {
    // The engine of orders is given such a file only where the module of sources has seen it.
    #[cfg(feature = "sources")]
    if is_web_page(bytes) {
        return Some("a web page (HTML), as a shop sends it when its log-in has run out");
    }
    let known = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature));
    known.map(|(_, what)| *what).or_else(|| is_binary(bytes).then_some("binary data"))
}

#[cfg(feature = "sources")]
fn is_web_page(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let begins = |mark: &[u8]| text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    begins(b"<!doctype html") || begins(b"<html")
}

/// Every twentieth byte or more is a control character, and the zeros are not those of UTF-16.
fn is_binary(bytes: &[u8]) -> bool {
    let control = |byte: &&u8| matches!(byte, 1..=8 | 14..=26 | 28..=31);
    let zeros = bytes.iter().filter(|&&byte| byte == 0).count();
    let controls = bytes.iter().filter(control).count();
    let utf16 = zeros * 5 > bytes.len() * 2 && zeros * 5 < bytes.len() * 3;
    (if utf16 { controls } else { controls + zeros }) * 20 > bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_passes_and_images_do_not() {
        assert_eq!(not_text(b"id,amount\n1,2\0\n3,4\n5,6\n7,8\n9,10\n"), None);
        assert_eq!(not_text(b""), None);
        assert_eq!(not_text("订单".as_bytes()), None);
        let utf16: Vec<u8> = "id,amount\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(not_text(&utf16), None);
        assert_eq!(not_text(b"\x89PNG\r\n\x1a\n"), Some("a PNG image"));
        assert_eq!(not_text(&[7, 1, 0, 3, 200, 0, 0, 9]), Some("binary data"));
    }

    #[cfg(feature = "sources")]
    #[test]
    fn web_pages_are_no_text() {
        let page = |text: &str| not_text(text.as_bytes()).is_some_and(|what| what.starts_with("a web page"));
        assert!(page("<!DOCTYPE html>\n<title>Log in</title>") && page("\u{feff}\n <HTML lang=en>"));
        assert!(!page("<htm") && !page("order,<html>"));
    }
}
