"""One folder per block type; `builder.blocks.registry` is the table of them."""
