"""Settings of an installation: one table of options, Django's settings made from it, addresses, the server's entry."""
