"""``dengwen kiosk``: the address that makes a browser a screen of a reception hall."""

import argparse

from django.conf import settings

from dengwen.interfaces.kit.kiosk import kiosk_path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the name of the screen."""
    parser.add_argument("name", help="what the screen is called, for example hall-1")


def run(args: argparse.Namespace) -> int:
    """Print the address: opened in the browser of that screen it switches large type and clearing on, and off again."""
    print(f"{settings.SITE_URL}{kiosk_path(args.name)}")
    return 0
