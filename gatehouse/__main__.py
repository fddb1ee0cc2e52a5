"""Lets `python -m gatehouse` do what the command `gatehouse` does."""

from gatehouse.cli import main

if __name__ == "__main__":
    main()
