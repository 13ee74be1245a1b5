"""Items, articles with every version of their text, fingerprints, copies."""
