"""One file per `octavo` command: `HELP`, `add_arguments(parser)`, `run(asked)`, which returns the exit status.

What only some of them need (Django, the engine) they import inside, so that `--help` and a wrong word answer at once.
"""
