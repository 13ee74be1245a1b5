"""The way work is asked for by name, and what was set aside."""
