//! The names in the standards of codecs for things between coded pictures and sound.

/// What a coded sample, or the configuration of its decoder, contains besides picture and sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CodedElement {
    /// A SEI message of H.264 or H.265, by payloadType (ITU-T H.274; H.264, D.1; H.265, D.2).
    SeiMessage(u32),
    /// A SEI message of unregistered user data, by its UUID (H.264, D.1.7; H.265, D.2.7).
    UnregisteredUserData([u8; 16]),
    /// User data registered by ITU-T T.35, in a form that is not needed, by the first bytes: country, provider.
    RegisteredUserData([u8; 3]),
    /// A NAL unit that decoders skip, by `nal_unit_type`.
    NalUnit(u8),
    /// An open bitstream unit of AV1 that decoders skip, by `obu_type` (AV1, 6.2.2).
    Obu(u8),
    /// A metadata OBU of AV1, by `metadata_type` (AV1, 6.7.1).
    MetadataObu(u32),
    /// A data stream element of AAC (ISO/IEC 14496-3, 4.4.2.1).
    DataStreamElement,
    /// A fill element of AAC.
    FillElement,
    /// Comment field of a program configuration element of AAC.
    ProgramComment,
    /// User data of MPEG-1, MPEG-2 or MPEG-4 video (ISO/IEC 13818-2, 6.2.2.2.2; ISO/IEC 14496-2, 6.2.2).
    UserData,
    /// The name and version of an encoder.
    EncoderName,
    /// A pack of DV, by its header (IEC 61834-4).
    DvPack(u8),
    /// A segment or chunk with metadata in a frame that is a JPEG or PNG picture of its own.
    FrameMetadata,
    /// An ID3 tag.
    Id3,
    /// Auxiliary data of AC-3 or MPEG audio (ATSC A/52, 5.3.5; ISO/IEC 11172-3, 2.4.1.8).
    AuxiliaryData,
    /// Bytes after the end of a frame.
    Tail,
    /// Supplemental enhancement of H.263 (PEI and PSUPP; ITU-T H.263, 5.1.24).
    SupplementalInformation,
    /// Text or unknown bytes in the configuration of a decoder.
    Configuration,
    /// A clock time in a message that stays (H.264, D.1.3).
    ClockTimestamp,
    /// The time code of a group of pictures (ISO/IEC 13818-2, 6.2.2.6; ISO/IEC 14496-2, 6.2.4).
    TimeCode,
    /// The number of a work (ISO/IEC 13818-2, 6.2.3.6).
    Copyright,
    /// A position that was read.
    Position,
    /// A moment that was read.
    Moment,
    /// The maker of the camera, as read.
    Make,
    /// The model of the camera, as read.
    Model,
    /// A serial number that was read.
    SerialNumber,
    /// How fast or in which direction something moved, as read.
    Movement,
}
