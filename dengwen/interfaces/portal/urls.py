"""The site of the petitioners and of everybody else: nothing of the staff's desk can be reached from here."""

from django.urls import include, path

from dengwen.interfaces.portal import kiosk
from dengwen.interfaces.portal.home import views as home

urlpatterns = [
    path("open/", include("dengwen.interfaces.portal.open.urls")),
    path("petition/", home.home),
    path("petition/bring/", include("dengwen.interfaces.portal.bring.urls")),
    path("petition/kiosk/still-here/", kiosk.still_here),
    path("petition/kiosk/ended/", kiosk.ended),
    path("petition/kiosk/<str:token>/", kiosk.device),
    path("petition/", include("dengwen.interfaces.portal.mine.urls")),
]
