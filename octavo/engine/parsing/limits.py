"""How much of a document is read; what lies beyond is cut off, so that no feed can hold a worker up."""

MAX_ITEMS = 500  # of one document; the newest end is kept
MAX_BYTES = 10 * 1024 * 1024  # handed to the strict parser
MAX_ADDRESS = 4_000  # characters
MAX_NAME = 300  # characters of an author or a tag
MAX_NAMES = 64  # authors or tags of one item
MAX_TITLE = 2_000  # characters
MAX_CHILDREN = 5_000  # of one element; a feed cut to its entries has fewer

# Of a document that is not well formed. The tolerant parser needs up to 60 microseconds a tag, is quadratic in
# attributes and in namespaces, and keeps a stack of its own; these hold it under a second.
MAX_BROKEN_BYTES = 1024 * 1024
MAX_BROKEN_TAGS = 20_000
MAX_BROKEN_DEPTH = 1_000
MAX_BROKEN_TAG = 4 * 1024  # bytes of one tag
MAX_BROKEN_PREFIXES = 100
MAX_BROKEN_REFERENCES = 100_000  # ampersands
