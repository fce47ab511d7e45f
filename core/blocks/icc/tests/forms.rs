//! What is kept of a header, and of the types of tags.

use super::*;

#[test]
fn what_readers_give_up_at_in_a_header_stays_such_a_thing() {
    let after = |at: usize, bytes: &[u8]| {
        let mut original = profile(&[(b"rXYZ", xyz(1))]);
        original[at..at + bytes.len()].copy_from_slice(bytes);
        left(&original)[at..at + bytes.len()].to_vec()
    };
    let d50: [u8; 12] = [0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D];
    let d65: [u8; 12] = [0, 0, 0xF3, 0x51, 0, 1, 0, 0, 0, 1, 0x16, 0xCC];
    for (at, was, is) in [
        (8, &b"\x04\x40\0\0"[..], &b"\x04\x40\0\0"[..]),
        (8, b"\x02\x16\0\0", b"\x02\x40\0\0"),
        (44, b"Nora", &[0; 4]),
        (56, b"Nora \0\0\x0F", &[0; 8]),
        (8, b"\x05\x10No", b"\x05\x10\0\x01"),
        (8, b"Nora", b"\x09\x69\0\x01"),
        (64, &[0, 0, 0, 3], &[0, 0, 0, 3]),
        (64, b"\0\0No", &[0, 0, 0, 4]),
        (64, b"No\0\x01", &[0, 1, 0, 1]),
        (68, &d50, &d50),
        (68, &d65, &d65),
        (68, b"Nora Petit..", &[0; 12]),
        (40, b"APPL", &[0; 4]),
    ] {
        assert_eq!(after(at, was), is, "{at} {was:?}");
    }
}

/// Two colours with this name.
fn names(name: &[u8; 32]) -> Vec<u8> {
    let colour = [&name[..], &[1, 2, 3, 4, 5, 6], &[7, 8]].concat();
    [&b"ncl2\0\0\0\0\0\0\0\0\0\0\0\x02\0\0\0\x01"[..], &name[..], &name[..], &colour, &colour].concat()
}

#[test]
fn colours_that_have_names_lose_them() {
    let original =
        icc::profile(b"nmclGRAYLab ", &[(b"ncl2", names(b"Nora's favourite colour, 1981...."[..32].try_into().unwrap()))]);
    assert!(holds(&left(&original), &names(&[0; 32])));
}

#[test]
fn a_profile_of_version_5_is_kept_where_earlier_versions_have_its_tags() {
    let of_version_5 = |tags: &[(&[u8; 4], Vec<u8>)]| {
        let mut original = profile(tags);
        original[8] = 5;
        original
    };
    let program = |kind: &[u8; 4]| {
        let head = b"mpet\0\0\0\0\0\x01\0\x01\0\0\0\x01\0\0\0\x18\0\0\0\x14";
        [&head[..], kind, b"\0\0\0\0\0\x01\0\x01\x3F\x80\0\0\0\0\0\0"].concat()
    };
    let kept = of_version_5(&[(b"D2B3", program(b"matf")), (b"meta", b"dict\0\0\0\0Nora".to_vec())]);
    assert!(holds(&left(&kept), &program(b"matf")));
    let mut spectral = of_version_5(&[(b"D2B0", program(b"matf"))]);
    spectral[100..104].copy_from_slice(b"rs\0\x24");
    let others = [
        spectral,
        of_version_5(&[(b"D2B0", program(b"calc"))]),
        of_version_5(&[(b"A2B0", b"tary\0\0\0\0\0\0\0\0".to_vec())]),
        of_version_5(&[(b"rXYZ", xyz(1)), (b"svcn", b"svcn\0\0\0\0\0\0\0\0".to_vec())]),
    ];
    assert!(others.iter().all(|other| is_refused(other)));
}

#[test]
fn a_profile_of_many_channels_is_kept() {
    for space in [b"6CLR", b"FCLR", b"MCH7", b"nc\0\x07"] {
        let class = [b"prtr", &space[..], b"Lab "].concat();
        let tables = [&b"mft1\0\0\0\0\x01\x03\x02\0"[..], &[0; 36], &[7; 256 + 6 + 768]].concat();
        let original =
            icc::profile(&class.try_into().unwrap(), &[(b"A2B0", tables.clone()), (b"clrt", b"clrt\0\0\0\0Nora".to_vec())]);
        assert!(holds(&left(&original), &tables) && !holds(&left(&original), b"Nora"), "{space:?}");
    }
}

/// LittleCMS pads the curves of a set according to their place in the profile, others according to their place in the
/// tag.
#[test]
fn curves_of_a_tag_at_an_odd_place_are_kept_for_both_ways_of_padding() {
    let curve: &[u8] = b"curv\0\0\0\0\0\0\0\x01\x02\x33";
    let head = b"mAB \0\0\0\0\x03\x03\0\0\0\0\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    for (odd, gaps) in [(2, [0, 2, 0]), (2, [2, 2, 2]), (0, [2, 2, 2])] {
        let row = gaps.iter().flat_map(|&gap| [curve, &[0; 2][..gap]].concat()).collect::<Vec<_>>();
        let data = [&vec![b'N'; odd], &head[..], &row].concat();
        let original = icc::placed(b"mntrRGB XYZ ", &[(b"A2B0", odd, head.len() + row.len())], &data);
        let cleaned = match read_all(&original).0 {
            Verdict::Cleaned(cleaned) => cleaned,
            _ => original,
        };
        assert!(holds(&cleaned, &[&head[..], &row].concat()) && !holds(&cleaned, b"N"), "{odd} {gaps:?}");
    }
}

/// Ways from colours into the profile, and matrices of no light, stayed with whatever was in them.
#[test]
fn what_turns_no_number_of_a_picture_into_colour_goes() {
    let tables =
        [&b"mft1\0\0\0\0\x03\x03\x02\0"[..], &[0; 36], &b"Nora".repeat(192), &b"Nora".repeat(6), &b"Nora".repeat(192)].concat();
    let program =
        [&b"mpet\0\0\0\0\0\x01\0\x01\0\0\0\x01\0\0\0\x18\0\0\0\x14matf\0\0\0\0\0\x01\0\x01"[..], b"Nora", b"Nora"].concat();
    let words = b"sf32\0\0\0\0Nora Petit 48.85661N 2.35222E Paris.".to_vec();
    for (signature, data) in [
        (b"B2A0", &tables),
        (b"B2A1", &tables),
        (b"B2A2", &tables),
        (b"A2B3", &tables),
        (b"gamt", &tables),
        (b"pre0", &tables),
        (b"B2D3", &program),
        (b"arts", &words),
        (b"chad", &words),
    ] {
        let (left, told) = cleaned(signature, data);
        assert!(!holds(&left, b"Nora") && told, "{signature:?}");
        assert!(!left.windows(4).any(|name| name == signature), "{signature:?}");
    }
    // The way that LittleCMS goes to find the black of a printer.
    let printer = |class: &[u8; 12]| icc::profile(class, &[(b"B2A0", tables.clone()), (b"dmnd", ascii("Nora Petit"))]);
    assert!(holds(&left(&printer(b"prtrCMYKLab ")), &tables) && !holds(&left(&printer(b"prtrRGB Lab ")), b"Nora"));
    // Three curves say nothing beside the one of a grey profile.
    let grey = icc::grey(b"rTRC", b"curv\0\0\0\0\0\0\0\x05Nora Petit");
    assert!(!holds(&left(&grey), b"Nora") && holds(&left(&grey), b"kTRC"));
    // Names of colours in a profile of another class.
    assert!(!holds(&left(&profile(&[(b"ncl2", [&b"ncl2"[..], &[0; 84], b"Nora Petit"].concat())])), b"Nora"));
    // A program for colours is one of numbers.
    assert!(is_refused(&profile(&[(b"D2B3", program.clone())])));
    // Chromium gives up at a way back of another type, and at zeros.
    assert!(holds(&left(&profile(&[(b"B2A0", b"text\0\0\0\0Nora Petit".to_vec())])), b"B2A0"));
    let cut = || (b"B2A0", tables[..900].to_vec());
    assert!(is_refused(&profile(&[cut(), (b"A2B0", tables.clone())])));
    // A profile of names has no way there, so a broken way back changes nothing.
    let of_names = icc::profile(b"nmclLab Lab ", &[cut(), (b"ncl2", names(&[b'x'; 32]))]);
    assert!(!holds(&left(&of_names), b"Nora") && holds(&left(&of_names), &names(&[0; 32])));
}
