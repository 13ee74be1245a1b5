"""Who carries whose text: candidates for copies, lineage kept, lineage shown."""
