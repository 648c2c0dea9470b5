"""Where to go on after something was done with a letter."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from dengwen.interfaces.kit.desk_view import DeskRequest


def onward(request: DeskRequest, path: str, words: str) -> HttpResponse:
    """Say what was done and show ``path``."""
    messages.success(request, words)
    response = HttpResponseRedirect(path)
    response.status_code = 303
    return response


def version_of(request: DeskRequest) -> int:
    """Return the version of the case that the form showed; what is no number fits none."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() else -1
