"""What the web server calls."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from dengwen.interfaces.kit.too_long import limit_statements

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dengwen.config.settings")
application = get_wsgi_application()


def _refuse_wrong_rules() -> None:
    """Serve no page by rules that are wrong, or that are no longer what cases were promised."""
    # Imported late: apps must be ready.
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError, connection

    from dengwen.foundation.rulebook.reads.pinned_packs import installation_findings

    try:
        wrong = installation_findings("default")
    except DatabaseError:
        return  # every page will say so; the first deed under a changed pack is refused all the same
    finally:
        connection.close()
    if wrong:
        raise ImproperlyConfigured("\n".join(finding.say() for finding in wrong))


_refuse_wrong_rules()
limit_statements(settings.DATABASES["default"]["OPTIONS"], settings.STATEMENT_SECONDS)
