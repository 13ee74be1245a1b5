"""What can be found by words and by meaning."""
