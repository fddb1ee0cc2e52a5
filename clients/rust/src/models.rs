//! The types of the document.

#[allow(unused_imports, reason = "not every document has types of every kind")]
use serde::{Deserialize, Serialize};

#[allow(unused_imports, reason = "not every document has types of every kind")]
use crate::runtime;

mod part_1;
pub use part_1::*;

mod part_2;
pub use part_2::*;
