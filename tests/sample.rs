//! The sample shop against `tests/data/sample/expected.json`, which `check.py` computes from the raw CSV.

#![allow(clippy::expect_used)]

mod support;
