"""Dengwen's own settings on a database of the bench, with the yardstick's page added and nothing taken away."""

import os
from pathlib import Path

from dengwen.config.settings import *  # noqa: F403
from dengwen.config.settings import DATABASES, TEMPLATES

for _database in DATABASES.values():
    _database["NAME"] = os.environ.get("BENCH_DATABASE", "dengwen_bench_none")
ROOT_URLCONF = "bench.urls"
# The yardstick is written as anybody would write it on the first day: with Django's own templates, beside its view.
TEMPLATES.append(
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            "context_processors": [  # those of `startproject`
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
)
