"""The settings of the site that the browser visits: a real installation's, with a fast password hasher.

The addresses of database and data folder come from the environment, as on any installation.
"""

from dengwen.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
