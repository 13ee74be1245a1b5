"""The sample edition: six days of fictional news, built into feeds and pages and played from a loopback server."""
