"""Site packs: one folder per shop."""
