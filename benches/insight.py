#!/usr/bin/env python3
"""What it costs to find out what 1, 10 and 100 thousand photos tell together: `cargo build --release --example insight_cost`, then
`python3 benches/insight.py`. The analysis alone: the facts are made up, no file is read."""
import re
import statistics
import subprocess
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent.parent / "target/release/examples/insight_cost"
ROUNDS = 7

print("| photos | median | min | max | peak memory |\n| ---: | ---: | ---: | ---: | ---: |")
for photos in (1_000, 10_000, 100_000):
    seconds, memory = [], 0
    for _ in range(ROUNDS):
        said = subprocess.run([PROGRAM, str(photos)], capture_output=True, text=True, check=True).stdout
        took, most = re.search(r": ([\d.]+) s, (\d+) MiB", said).groups()
        seconds.append(float(took))
        memory = max(memory, int(most))
    print(f"| {photos:,} | {statistics.median(seconds):.3f} s | {min(seconds):.3f} s | {max(seconds):.3f} s | {memory} MiB |")
