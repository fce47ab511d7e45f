//! Small movies, as trees of boxes.

use crate::formats::isom::matrix::PLAIN;
use crate::testing::bmff::boxed;

/// What no copy may contain.
pub(super) const WORD: &[u8] = b"PLANTED";
/// Bytes of the samples of both tracks, and of the third one.
pub(super) const PICTURES: [&[u8]; 3] = [b"first picture", b"second one", b"3rd"];
pub(super) const SOUNDS: [&[u8]; 2] = [b"sound one!", b"more sound"];
/// Where the body of `mdat` begins.
pub(super) const MEDIA: usize = 32;

/// The language `und`.
pub(super) const UNDETERMINED: [u8; 2] = [0x55, 0xC4];

/// A box: bytes, then boxes, then bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tree {
    pub(super) kind: [u8; 4],
    pub(super) head: Vec<u8>,
    pub(super) inner: Vec<Self>,
    pub(super) tail: Vec<u8>,
}

pub(super) fn tree(kind: &[u8; 4], head: &[u8], inner: impl IntoIterator<Item = Tree>) -> Tree {
    Tree { kind: *kind, head: head.to_vec(), inner: inner.into_iter().collect(), tail: Vec::new() }
}

pub(super) fn leaf(kind: &[u8; 4], body: &[u8]) -> Tree {
    tree(kind, body, [])
}

/// Version, flags and numbers.
pub(super) fn full(kind: &[u8; 4], flags: u32, numbers: &[u32]) -> Tree {
    leaf(kind, &[flags].iter().chain(numbers).flat_map(|number| number.to_be_bytes()).collect::<Vec<_>>())
}

impl Tree {
    pub(super) fn bytes(&self) -> Vec<u8> {
        let inner: Vec<u8> = self.inner.iter().flat_map(Self::bytes).collect();
        let body = [&self.head[..], &inner, &self.tail].concat();
        // The file itself has no header.
        if self.kind == *b"file" { body } else { boxed(&self.kind, &body) }
    }

    /// All boxes, depth first.
    fn walk(&mut self, visit: &mut dyn FnMut(&mut Self)) {
        visit(self);
        for inner in &mut self.inner {
            inner.walk(visit);
        }
    }

    /// Changes the box with this number, depth first; returns whether there is one.
    pub(super) fn at(&mut self, number: usize, change: impl Fn(&mut Self)) -> bool {
        let mut left = number + 1;
        self.walk(&mut |tree| {
            left = left.wrapping_sub(1);
            if left == 0 {
                change(tree);
            }
        });
        left == 0 || left > number + 1
    }

    pub(super) fn find(&mut self, kind: &[u8; 4]) -> &mut Self {
        self.search(kind, false).unwrap()
    }

    pub(super) fn find_last(&mut self, kind: &[u8; 4]) -> &mut Self {
        self.search(kind, true).unwrap()
    }

    fn search(&mut self, kind: &[u8; 4], last: bool) -> Option<&mut Self> {
        if self.kind == *kind {
            return Some(self);
        }
        let has = |tree: &mut Self| tree.search(kind, last).is_some();
        let index = if last {
            (0..self.inner.len()).rev().find(|index| has(&mut self.inner[*index]))
        } else {
            (0..self.inner.len()).find(|index| has(&mut self.inner[*index]))
        };
        self.inner[index?].search(kind, last)
    }

    /// Puts a second box next to the first of this type.
    pub(super) fn double(&mut self, kind: &[u8; 4]) {
        let mut done = false;
        self.walk(&mut |tree| {
            if let Some(index) = tree.inner.iter().position(|inner| inner.kind == *kind).filter(|_| !done) {
                let twin = tree.inner[index].clone();
                tree.inner.push(twin);
                done = true;
            }
        });
        assert!(done, "{kind:?}");
    }

    /// The same movie with a third track, of telemetry, whose samples are among the others.
    pub(super) fn with_timed_track(mut self) -> Self {
        let at = (MEDIA + self.find(b"mdat").head.len()) as u32;
        self.find(b"mdat").head.extend([WORD, WORD].concat());
        let entry = leaf(b"mebx", &[&[0, 0, 0, 0, 0, 0, 0, 1][..], WORD].concat());
        let mut track = track(3, b"meta", entry, &[(at, 7), (at + 7, 7)]);
        track.inner.push(tree(b"tref", b"", [leaf(b"cdsc", &[0, 0, 0, 1])]));
        self.find(b"moov").inner.push(track);
        self
    }
}

/// A movie with two tracks whose samples alternate, which gives nothing away.
pub(super) fn film() -> Tree {
    let media = [PICTURES[0], SOUNDS[0], PICTURES[1], SOUNDS[1], PICTURES[2]];
    let mut at = MEDIA as u32;
    let places = media.map(|sample| {
        let place = (at, sample.len() as u32);
        at += sample.len() as u32;
        place
    });
    let picture = track(1, b"vide", picture_entry(), &[places[0], places[2], places[4]]);
    let sound = track(2, b"soun", sound_entry(), &[places[1], places[3]]);
    let mut header = vec![0; 100];
    header[12..20].copy_from_slice(&[0, 0, 3, 0xE8, 0, 0, 0, 9]);
    header[21] = 1;
    header[24] = 1;
    header[36..72].copy_from_slice(&PLAIN);
    header[99] = 3;
    let movie = tree(b"moov", b"", [leaf(b"mvhd", &header), picture, sound]);
    let file = leaf(b"ftyp", b"isom\0\0\x02\0isommp42");
    tree(b"file", b"", [file, leaf(b"mdat", &media.concat()), movie])
}

fn picture_entry() -> Tree {
    let mut head = vec![0; 78];
    head[7] = 1;
    head[24..28].copy_from_slice(&[0, 16, 0, 16]);
    head[28..36].copy_from_slice(&[0, 72, 0, 0, 0, 72, 0, 0]);
    head[41] = 1;
    head[74..78].copy_from_slice(&[0, 24, 0xFF, 0xFF]);
    let colour = leaf(b"colr", b"nclx\0\x01\0\x01\0\x01\0");
    tree(
        b"vp08",
        &head,
        [leaf(b"vpcC", &[1, 0, 0, 0, 0, 10, 0x82, 1, 1, 1, 0, 0]), leaf(b"pasp", &[0, 0, 0, 1, 0, 0, 0, 1]), colour],
    )
}

fn sound_entry() -> Tree {
    let mut head = vec![0; 28];
    head[7] = 1;
    head[16..20].copy_from_slice(&[0, 2, 0, 16]);
    let specific = [5, 2, 0x12, 0x10];
    let decoder = [&[4, 17, 0x40, 0x15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &specific].concat();
    let stream = [&[0, 0, 0, 0, 3, 25, 0, 0, 0][..], &decoder, &[6, 1, 2]].concat();
    tree(b"mp4a", &head, [leaf(b"esds", &stream)])
}

/// A track with chunks of one sample each.
pub(super) fn track(id: u32, handler: &[u8; 4], entry: Tree, places: &[(u32, u32)]) -> Tree {
    let count = places.len() as u32;
    let numbers =
        |first: &[u32], of: fn(&(u32, u32)) -> u32| first.iter().copied().chain(places.iter().map(of)).collect::<Vec<_>>();
    let mut header = vec![0; 84];
    header[3] = 3;
    header[12..16].copy_from_slice(&id.to_be_bytes());
    header[36] = u8::from(handler == b"soun");
    header[40..76].copy_from_slice(&PLAIN);
    let mut media = vec![0; 24];
    media[20..22].copy_from_slice(&UNDETERMINED);
    let name = [&[0; 8][..], handler, &[0; 13]].concat();
    let kind = if handler == b"soun" { full(b"smhd", 0, &[0]) } else { full(b"vmhd", 1, &[0, 0]) };
    let references = tree(b"dref", &[0, 0, 0, 0, 0, 0, 0, 1], [full(b"url ", 1, &[])]);
    let samples = tree(
        b"stbl",
        b"",
        [
            tree(b"stsd", &[0, 0, 0, 0, 0, 0, 0, 1], [entry]),
            full(b"stts", 0, &[1, count, 512]),
            full(b"stsc", 0, &[1, 1, 1, 1]),
            full(b"stsz", 0, &numbers(&[0, count], |place| place.1)),
            full(b"stco", 0, &numbers(&[count], |place| place.0)),
        ],
    );
    let information = tree(b"minf", b"", [kind, tree(b"dinf", b"", [references]), samples]);
    let media = tree(b"mdia", b"", [leaf(b"mdhd", &media), leaf(b"hdlr", &name), information]);
    let edits = tree(b"edts", b"", [full(b"elst", 0, &[1, 9, 0, 0x1_0000])]);
    tree(b"trak", b"", [leaf(b"tkhd", &header), edits, media])
}
