"""Commands, running, health: what the keeper of an installation uses."""
