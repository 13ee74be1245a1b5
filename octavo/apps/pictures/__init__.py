"""Publishers' pictures, resized and kept on disk, so that no publisher sees the reader."""
