"""What the machine wrote about an article, with its evidence."""
