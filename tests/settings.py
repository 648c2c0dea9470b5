"""The settings of Dengwen, aimed at this test process's own database and a throw-away data folder.

Imported before anything else of Django, by every xdist worker too: the addresses are right from the start.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.database import server, worker_database

_data = tempfile.mkdtemp(prefix="dengwen-test-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["DENGWEN_DATA"] = _data
Path(_data, "static").mkdir()  # WhiteNoise warns of a folder that is not there, and warnings are errors
os.environ["DATABASE_URL"] = server().app_url(worker_database())
os.environ["DATABASE_OWNER_URL"] = server().owner_url(worker_database())

from dengwen.config.settings import *  # noqa: E402, F403

# Sign-in is tested for what it allows, not for how slow it is; one test checks the real list.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
