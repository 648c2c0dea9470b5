"""Writing down what somebody says: the registrar goes through the portal's questions, and her post acts at the end."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.scribe import begin_writing


@require_POST
@desk_view(Right.REGISTER)
def spoken(request: DeskRequest) -> HttpResponse:
    """Begin to write down for somebody who cannot write, or will not."""
    begin_writing(request, request.actor.post)
    return HttpResponseRedirect("/petition/bring/", status=303)
