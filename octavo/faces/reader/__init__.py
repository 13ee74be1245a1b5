"""Server-rendered pages with htmx on top."""
