"""Dengwen's own settings on a database of the bench, with the yardstick's page added and nothing taken away."""

import os

from dengwen.config.settings import *  # noqa: F403
from dengwen.config.settings import DATABASES, TEMPLATES

for _database in DATABASES.values():
    _database["NAME"] = os.environ.get("BENCH_DATABASE", "dengwen_bench_none")
ROOT_URLCONF = "bench.urls"
# The yardstick's template lies beside its view; the finder of applications' templates stays as it is.
TEMPLATES[0]["DIRS"] = [os.path.join(os.path.dirname(__file__), "templates")]  # noqa: PTH118, PTH120
