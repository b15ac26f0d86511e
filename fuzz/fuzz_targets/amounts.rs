//! Any column of amounts: every amount is in range, blanks around it change nothing, and an amount written
//! out is read as itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linger::source::amounts::{Amounts, LARGEST};
use linger_fuzz::settings;

fn plain(amount: i64) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    format!("{sign}{}.{:04}", amount.abs() / 10_000, amount.abs() % 10_000)
}

fuzz_target!(|data: &[u8]| {
    let Some(([decimal], text)) = settings(data) else { return };
    let given = [None, Some(b'.'), Some(b',')][usize::from(decimal % 3)];
    let mut column = Amounts::new(given);
    for cell in text.split(|&byte| byte == b'\n') {
        let _ = column.parse(cell);
        let alone = Amounts::new(given).parse(cell);
        assert_eq!(Amounts::new(given).parse(&[b" ", cell, b" "].concat()), alone);
        let Ok(amount) = alone else { continue };
        assert!(amount.abs() <= LARGEST);
        assert_eq!(Amounts::new(Some(b'.')).parse(plain(amount).as_bytes()), Ok(amount));
    }
    let _ = column.decimal();
});
