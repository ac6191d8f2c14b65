"""`python -m awesome_lint`."""

from awesome_lint.cli.main import main

if __name__ == "__main__":
    main()
