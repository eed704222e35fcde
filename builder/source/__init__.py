"""Reading YAML with positions: bytes to plain data, and every fault at its place.

`yaml.read` and `yaml.parse` give data and findings, `places.locate` says where each value stands.
"""
