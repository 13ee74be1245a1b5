"""`make train-extraction`: learns the judge of page blocks from the labelled pages, and cross-validates it by site."""
