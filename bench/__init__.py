"""How fast Octavo is, beside named peers on the same input in the same run: one file per bench."""
