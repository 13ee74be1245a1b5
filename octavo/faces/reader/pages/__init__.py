"""One file a page: it reads through queries and fills a template, or calls one action."""
