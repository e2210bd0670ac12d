"""``python -m downhill_lab figure.mjs``: writes a figure as one ES module, for pages that take widgets without Python."""

import sys
from pathlib import Path

from ._figure import module

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    Path(sys.argv[1]).write_text(module(), encoding="utf-8")
