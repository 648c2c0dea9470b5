"""The first page of the portal: what a visitor may want."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengwen.interfaces.portal.kiosk import idle_in_kiosk


@require_safe
@idle_in_kiosk
def home(request: HttpRequest) -> HttpResponse:
    """Offer the four things that anybody may do here, and staff the way to their desk."""
    return render(request, "portal/home/home.html")
