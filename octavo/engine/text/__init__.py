"""Sentences, tokens, language, charsets, addresses: what every other room knows of text."""
