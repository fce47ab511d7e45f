//! The epochs that files count from: each defined once, in seconds before 1970.

/// 1601, for Windows' FILETIME.
pub const EPOCH_1601: i64 = 11_644_473_600;
/// 1904, for ISO/IEC 14496-12, 8.2.2.3, and old Macs.
pub const EPOCH_1904: i64 = 2_082_844_800;
/// 2000, for AppleDouble. After 1970, hence negative.
pub const EPOCH_2000: i64 = -946_684_800;
/// 2001, Apple's absolute time. After 1970, hence negative.
pub const EPOCH_2001: i64 = -978_307_200;
