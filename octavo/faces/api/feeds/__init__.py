"""Feeds out of Octavo: Atom and JSON Feed of the front page, a topic, a publisher, a story and a search.

They carry what a list on the site shows: headline, excerpt, picture, and links to the report here and at its publisher.
They never carry a publisher's whole text.
"""
