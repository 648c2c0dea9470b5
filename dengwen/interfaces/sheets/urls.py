"""Pages of import."""

from django.urls import path

from dengwen.interfaces.sheets import plan_view, run_view, upload_view

urlpatterns = [
    path("", upload_view.imports),
    path("export.xlsx", upload_view.export),
    path("<int:run>/", run_view.show),
    path("<int:run>/mapping/", plan_view.change),
    path("<int:run>/mapping.toml", plan_view.text),
    path("<int:run>/progress/", run_view.progress),
    path("<int:run>/stop/", run_view.stop),
    path("<int:run>/go-on/", run_view.go_on),
    path("<int:run>/discard/", run_view.discard),
    path("<int:run>/rejects.xlsx", run_view.rejects),
]
