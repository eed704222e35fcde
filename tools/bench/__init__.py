"""How long things take: `make bench`, or `python -m tools.bench --help`. See docs/benchmark.md."""
