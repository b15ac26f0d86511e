//! Any column of times: every time is in range, and a time written out is read as itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linger::source::dates::{Anchor, DateOrder, Dates, YEARS, turned};
use linger::time::{DAY_MS, civil, format_instant};
use linger_fuzz::settings;

fn year(ms: i64) -> i32 {
    civil(ms.div_euclid(DAY_MS) as i32).0
}

fuzz_target!(|data: &[u8]| {
    let Some(([order], text)) = settings(data) else { return };
    let orders = [None, Some(DateOrder::Dmy), Some(DateOrder::Mdy), Some(DateOrder::Ymd)];
    let mut dates = Dates::new(orders[usize::from(order % 4)]);
    for cell in text.split(|&byte| byte == b'\n') {
        let Ok(stamp) = dates.parse(cell) else { continue };
        // An offset may carry a time of the first or last year a day over.
        assert!((YEARS.start() - 1..=YEARS.end() + 1).contains(&year(stamp.ms)), "{stamp:?}");
        assert!((turned(stamp.ms) - stamp.ms).abs() < 366 * DAY_MS);
        if stamp.anchor == Anchor::Instant && YEARS.contains(&year(stamp.ms)) {
            assert_eq!(Dates::new(None).parse(format_instant(stamp.ms).as_bytes()), Ok(stamp));
        }
    }
    let _ = dates.settle();
});
