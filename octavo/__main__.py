"""`python -m octavo` is the `octavo` command."""

import sys

from octavo.faces.ops.cli import main

sys.exit(main())
