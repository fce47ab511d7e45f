# What there is to run; `just` lists it.
_default:
    @just --list

# Formatting, lints and documentation: what takes a minute.
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings
    RUSTDOCFLAGS=-Dwarnings cargo doc --workspace --no-deps
    python3 .ci/layers_test.py
    python3 .ci/layers.py

# The tests.
test *args:
    cargo test --workspace {{args}}

# Everything that has to hold before a change goes in.
ci:
    bash .ci/run

# Compare the copies of two builds: `just same ../before/target/release/untrace target/release/untrace fixtures`.
same old new +folders:
    python3 .ci/same.py {{old}} {{new}} {{folders}}

# Fuzz all targets in turn, or those that are named: `just fuzz 300 clean sidecars`; needs cargo-fuzz.
fuzz seconds="3600" *targets:
    python3 fuzz/seeds.py
    RUSTC_BOOTSTRAP=1 python3 fuzz/run.py --seconds {{seconds}} {{targets}}

# Compare speed and memory with cp and exiftool: `just bench --photos 100`.
bench *args:
    cargo build --release
    python3 benches/compare.py {{args}}

# Count the instructions of each stage of each format; `just instructions --update` writes benches/instructions.tsv anew.
instructions *args:
    cargo build --release --example stages
    cargo build --release
    python3 .ci/instructions.py target/release/untrace target/release/examples/stages {{args}}

# Clean a video of 4.5 GB, beside cp: `just bench-video --size 1`.
bench-video *args:
    cargo build --release
    python3 benches/large_video.py {{args}}

# The page that cleans photos and videos in a browser, into dist/; `bash .ci/install wasm32-unknown-unknown` has what it needs.
page *args:
    python3 web/build.py {{args}}

# The same, and shows it at http://localhost:8000.
page-serve: page
    python3 -m http.server --bind localhost --directory dist/page 8000

# Everything that is handed out, into dist/: `just dist --only linux-x86_64`; `bash .ci/install` has what it needs.
dist *args:
    python3 packaging/dist.py {{args}}

# The last commit in two folders: whether both hand out the same bytes.
dist-again *args:
    python3 packaging/again.py {{args}}

# Make the test pictures and videos anew; what that needs is said at the top of make.py.
fixtures:
    python3 fixtures/make/make.py
