"""The AliExpress pack. Nothing here was tried against the live site; see the notes on guesses."""
