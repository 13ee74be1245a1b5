"""What the benches share: clocks, a database, a loopback web, processes, and the printing of figures."""
