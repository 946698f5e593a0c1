"""`python -m parkdash COMMAND …`"""

import sys

from parkdash.cli import main

if __name__ == "__main__":
    sys.exit(main())
