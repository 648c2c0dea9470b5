"""The settings of the site that the browser visits: a real installation's, with a fast password hasher.

The addresses of database and data folder come from the environment, as on any installation. Where the environment
names a file of days, the site lives so many days ago: a journey of weeks is walked in a minute, each deed on its day.
"""

import os
from datetime import timedelta
from pathlib import Path

from dengwen.base import clock
from dengwen.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DAYS_AGO = "DENGWEN_TEST_DAYS_AGO"

if DAYS_AGO in os.environ:
    _file, _now = Path(os.environ[DAYS_AGO]), clock.now
    # Before any module of the house takes it by name.
    clock.now = lambda: _now() - timedelta(days=int(_file.read_text("ascii")))
