//! What a file is by its content, and whether it would unpack without bounds.

use crate::error::{Error, ErrorKind};
use std::io::{self, Cursor, Read};
use std::rc::Rc;
use zip::ZipArchive;

/// No export unpacks to more than this many times its size ...
const MOST_TIMES: u64 = 100;
/// ... and to more than this many bytes.
const MOST_BYTES: u64 = 1 << 30;
/// Deflate makes no more than this many bytes of one.
const DEFLATE_TIMES: u64 = 1032;

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// A newer workbook under a password is a compound file with a stream of this name, in UTF-16.
const LOCKED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// The bytes of a file, for several readers.
#[derive(Clone)]
pub struct Bytes(Rc<Vec<u8>>);

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Rc::new(bytes))
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// The formats of workbooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Excel since 2007.
    Xlsx,
    /// Excel 97 to 2003.
    Xls,
    /// OpenDocument.
    Ods,
}

/// Bytes that a file of `length` bytes may unpack to.
#[must_use]
pub fn limit(length: usize) -> u64 {
    MOST_BYTES.max((length as u64).saturating_mul(MOST_TIMES))
}

/// The format of a workbook, whatever its file is called.
///
/// # Errors
///
/// No workbook, a damaged one, one under a password, or one that unpacks to more than `limit` bytes.
pub fn check(bytes: &Bytes, limit: u64) -> Result<Format, Error> {
    if bytes.as_ref().starts_with(COMPOUND) {
        let is_locked = bytes.as_ref().windows(LOCKED.len()).any(|name| name == LOCKED);
        return if is_locked { Err(ErrorKind::PasswordProtected.into()) } else { Ok(Format::Xls) };
    }
    let damaged = |_| Error::new(ErrorKind::DamagedWorkbook);
    if !bytes.as_ref().starts_with(ZIP) {
        return Err(ErrorKind::DamagedWorkbook.into());
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes.clone())).map_err(damaged)?;
    check_sizes(&mut archive, limit)?;
    let has = |name: &str| archive.file_names().flatten().any(|file| file.eq_ignore_ascii_case(name));
    if has("xl/workbook.bin") {
        Err(ErrorKind::BinaryWorkbook.into())
    } else if has("content.xml") {
        Ok(Format::Ods)
    } else {
        Ok(Format::Xlsx)
    }
}

/// Sizes are what the archive says; what is unpacked as a whole is measured where it could be a lie.
fn check_sizes(archive: &mut ZipArchive<Cursor<Bytes>>, limit: u64) -> Result<(), Error> {
    let mut said = 0_u64;
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).map_err(|_| Error::new(ErrorKind::DamagedWorkbook))?;
        said = said.saturating_add(file.size());
        let is_sheet = file.name().is_ok_and(|name| name.to_ascii_lowercase().contains("worksheets/"));
        let could_lie = !is_sheet && file.compressed_size().saturating_mul(DEFLATE_TIMES) > limit;
        drop(file);
        if said > limit || (could_lie && unpacks_beyond(archive, at, limit)?) {
            return Err(ErrorKind::UnpacksTooFar.into());
        }
    }
    Ok(())
}

fn unpacks_beyond(archive: &mut ZipArchive<Cursor<Bytes>>, at: usize, limit: u64) -> Result<bool, Error> {
    let damaged = || Error::new(ErrorKind::DamagedWorkbook);
    let file = archive.by_index(at).map_err(|_| damaged())?;
    let length = io::copy(&mut file.take(limit.saturating_add(1)), &mut io::sink()).map_err(|_| damaged())?;
    Ok(length > limit)
}
