"""What `octavo run` stands on: the embedded database, the lock on the data folder, the supervisor, the first start."""
