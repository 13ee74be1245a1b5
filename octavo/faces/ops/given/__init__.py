"""What is given to a command by hand: addresses, pages, folders, WARC files, JSON lines."""
