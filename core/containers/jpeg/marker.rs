//! Marker codes, without the FF before them (ISO/IEC 10918-1, table B.1).

#![allow(missing_docs, reason = "the names are the standard's")]

pub const TEM: u8 = 0x01;
pub const SOF0: u8 = 0xC0;
pub const SOF2: u8 = 0xC2;
pub const SOF3: u8 = 0xC3;
pub const DHT: u8 = 0xC4;
pub const SOF5: u8 = 0xC5;
pub const SOF7: u8 = 0xC7;
pub const SOF9: u8 = 0xC9;
pub const SOF10: u8 = 0xCA;
pub const SOF11: u8 = 0xCB;
pub const DAC: u8 = 0xCC;
pub const SOF13: u8 = 0xCD;
pub const SOF15: u8 = 0xCF;
pub const RST0: u8 = 0xD0;
pub const RST7: u8 = 0xD7;
pub const SOI: u8 = 0xD8;
pub const EOI: u8 = 0xD9;
pub const SOS: u8 = 0xDA;
pub const DQT: u8 = 0xDB;
pub const DNL: u8 = 0xDC;
pub const DRI: u8 = 0xDD;
pub const DHP: u8 = 0xDE;
pub const EXP: u8 = 0xDF;
pub const APP0: u8 = 0xE0;
pub const APP15: u8 = 0xEF;
pub const COM: u8 = 0xFE;
