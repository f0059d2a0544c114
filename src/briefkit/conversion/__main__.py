"""`python -m briefkit.conversion .docx 60 <file`: what `process` starts."""

from __future__ import annotations

import sys

from briefkit.conversion.process import answer

if __name__ == "__main__":
    sys.stdout.write(answer(sys.argv[1], sys.stdin.buffer.read(), int(sys.argv[2])))
