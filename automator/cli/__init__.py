"""The command line: one file per group of commands; outcomes become exit codes in one place."""
