"""Our generator of clients beside those that people use, on the same documents."""
