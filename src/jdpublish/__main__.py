"""`python -m jdpublish` and the `jdpublish` command."""

from jdpublish.cli import main

if __name__ == "__main__":
    main()
