"""Publishers, their feeds, the pace of their hosts, the editions loaded."""
