"""Who looks at it; thin: a page, a feed or a command calls a named read or an action and renders."""
