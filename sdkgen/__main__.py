"""Lets `python -m sdkgen` do what the command `sdkgen` does."""

from sdkgen.cli import main

if __name__ == "__main__":
    main()
