"""What is judged, scored on labelled sets, with floors that only rise."""
