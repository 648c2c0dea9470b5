"""Under which name a session says that a registrar writes down for somebody: set by the desk, read by the portal."""

SCRIBE_KEY = "scribe_post"
