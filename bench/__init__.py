"""How fast `unbuy` is beside a bare script: `python -m bench`, or `make bench`."""
