"""Processes, connections and signals: `gatehouse serve` while things around it fail."""
