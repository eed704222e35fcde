"""How fast builds and packages are: `make bench`; see docs/speed.md."""
