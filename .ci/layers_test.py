#!/usr/bin/env python3
"""What layers.py finds in small crates made up for it, and what it lets pass: `python3 .ci/layers_test.py`."""
import tempfile
import unittest
from pathlib import Path

import layers


class Layers(unittest.TestCase):
    def said(self, files, order):
        with tempfile.TemporaryDirectory() as root:
            for name, code in files.items():
                file = Path(root, name.replace("::", "/") + ".rs")
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(code)
            arrows = layers.Crate(Path(root)).arrows()
        return [line for line in layers.complaints(arrows, order.split()) if not line.startswith(" ")]

    def finds(self, what, files, order="a b c p q"):
        with self.subTest(files):
            missing = {name: "" for name in ["lib", *order.split()] if name not in files}
            self.assertTrue(any(what in line for line in self.said(missing | files, order)), f"not found: {what}")

    def passes(self, files, order="a b c p q"):
        with self.subTest(files):
            missing = {name: "" for name in ["lib", *order.split()] if name not in files}
            self.assertEqual(self.said(missing | files, order), [])

    def test_circles(self):
        self.finds("a circle of 2: a, b", {"a": "use crate::b::B;", "b": "fn f(a: &crate::a::A) {}"})
        # Through what a third one shows: by name, renamed, by a star, and behind two of them.
        self.finds("circle of 2: p::x, q", {"p": "mod x; pub use x::X;", "p::x": "use crate::q::Q;", "q": "use crate::p::X;"})
        self.finds("circle of 2: p::x, q", {"p": "mod x; pub use x::X as Y;", "p::x": "use crate::q::Q;", "q": "use crate::p::{self, Y};"})
        self.finds("circle of 2: p::x, q", {"p": "pub use x::*;", "p::x": "use crate::q::Q; pub struct X;", "q": "use crate::p::X;"})
        self.finds("circle of 2: p::x, q", {"p": "pub use x::X;", "p::x": "use crate::q::Q; pub struct X;", "q": "use crate::p::*; type Y = X;"})
        self.finds("circle of 2: p::x, q", {"p": "pub(crate) use x::*;", "p::x": "use crate::q::Q;", "q": "use super::p::*;"})
        self.finds("circle of 2: a, q", {"p": "pub use crate::b::*;", "b": "pub use crate::a::A;", "a": "use crate::q::Q;", "q": "use crate::p::A;"})
        # A name that stands there comes before a star.
        self.finds("circle of 2: a, p::c", {"p": "pub use d::*; pub use crate::a::A;", "p::c": "use super::A;", "p::d": "pub struct A;", "a": "use crate::p::c::C;"})
        # One that only leads through the code, with a module or a type under another name.
        self.finds("circle of 2: a, b", {"a": "use crate::b as other; fn f() { other::g() }", "b": "use super::a::{c::D, E as F};", "a::c": ""})
        self.finds("circle of 3: a, b, c", {"a": "use crate::b::B;", "b": "use crate::c::C;", "c": "const X: crate::a::A = 1;"})

    def test_children_that_name_a_parent(self):
        for code in [
            "use super::X;",
            "use super::{y::Y, X};",
            "use crate::p::X;",
            "use super::*;",
            "fn f() { super::x() }",
            "fn f() { let x: Vec<crate::p::X> = g(); }",
            "impl From<super::X> for Y {}",
            "fn f() { inner!(super::X, 1) }",
            "fn f() { letter!() }",
            "use super::super::p::X;",
            "mod inner { use super::super::X; }",
            "use crate::p; fn f() { p::x() }",
            "fn f() { super::y(1) }",
            "pub use super::X;",
            'const A: &str = "http://x"; use super::X; const B: &str = "//";',
            "const A: u8 = b'\"'; use super::X; const B: u8 = b'\"';",
            "#[cfg(test)] fn g(x: [u8; 4]) { y({}) } use super::X;",
        ]:
            parent = "mod c; mod y; pub struct X; pub fn x() {} fn y() {} macro_rules! letter { () => {} }"
            self.finds("p::c names its parent p ", {"p": parent, "p::c": code, "p::y": ""})
        self.finds("p::c::d names its parent p ", {"p": "struct X;", "p::c": "", "p::c::d": "use super::super::X;"})
        self.finds("p names its parent lib ", {"lib": "pub struct X;", "p": "use crate::X;"})

    def test_arrows_that_point_up(self):
        self.finds("a -> b points up", {"a": "use crate::b::B;"})
        self.finds("a::x -> b::y points up", {"a": "", "a::x": "use crate::b::Y;", "b": "pub use y::Y;", "b::y": ""})
        self.finds("a -> b points up", {"a": "fn f() { letter!() }", "b": "#[macro_export] macro_rules! letter { () => {} }"})
        self.finds("a -> b points up", {"a": "fn f() { crate::letter!() }", "b": "#[macro_export] macro_rules! letter { () => {} }"})
        self.finds("a -> b points up", {"a": "macro_rules! letter { () => { $crate::b::f() } }"})
        self.finds("a -> b points up", {"lib": "pub use b::B;", "a": "use crate::B;"})
        self.finds("new has no layer", {"new": ""})

    def test_what_is_allowed(self):
        self.passes({"p": "mod c; use c::C; fn f() { c::d::g() }", "p::c": "mod d;", "p::c::d": ""})
        self.passes({"p": "mod c; mod d;", "p::c": "use super::d::D; fn f() { super::d::g() }", "p::d": ""})
        self.passes({"a": "", "p::c::d": "use super::super::e::E;", "p": "", "p::c": "", "p::e": "use crate::a::A;"})
        # What the parent only shows is its sibling's, also under another name or behind a star.
        self.passes({"p": "pub use d::D;", "p::c": "use super::D;", "p::d": ""})
        self.passes({"p": "pub use d::D as E;", "p::c": "fn f() -> super::E {}", "p::d": ""})
        self.passes({"p": "pub use d::*;", "p::c": "use crate::p::D;", "p::d": "pub struct D;"})
        self.passes({"p": "pub use crate::a::A; pub use self::d::*;", "p::c": "use super::A;", "p::d": "pub struct D;"})
        self.passes({"lib": "pub use p::P;", "p": "", "q": "use crate::P;"})
        # Its own names, those of other crates, and words that are no code.
        self.passes({"a": "use b::B; use ::b::C; use std::fmt; fn f() { fmt::g(); self::h() }"})
        self.passes({"a": "// use crate::b::B;\n/* crate::b::f() */ const X: &[&str] = &[\"crate::b\", r#\"\" crate::b::f\"#];"})
        self.passes({"a": "macro_rules! own { () => {} } fn f() { own!() }", "b": "macro_rules! own { () => {} } fn f() { own!() }"})
        self.passes({"a": "pub mod marker { pub const A: u8 = 1; } use marker::A; mod more { use super::marker::*; }"})
        self.passes({"a": "#[macro_export] macro_rules! letter { () => {} }", "b": "fn f() { crate::letter!() }"})
        # Tests.
        self.passes({"a": "fn f() {} #[cfg(test)] mod tests { use super::*; use crate::b::B; }", "a::tests": "use super::*;"})
        self.passes({"a": "#[cfg(test)] use crate::b::{B, C}; #[cfg(all(test, unix))] #[allow(x)] fn f(x: [u8; 4]) { crate::b::f() }"})


if __name__ == "__main__":
    unittest.main()
