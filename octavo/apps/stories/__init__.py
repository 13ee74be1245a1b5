"""Reports of one event, and what is told of them."""
