"""Makes pictures: intake, engines, safeguards, disclosure, and the worker that runs them."""

import os

# numpy's OpenBLAS reads this once, when numpy is first imported. The matrix products here are small, and pictures
# already use two threads: extra BLAS threads spin against them (a seal took ten times the processor time).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
