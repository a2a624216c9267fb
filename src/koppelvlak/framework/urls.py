"""Addresses."""

from django.urls import path

from koppelvlak.framework import editing, saying, views

app_name = "framework"
urlpatterns = [
    path("themas/", views.themes, name="themes"),
    path("themas/<int:number>/", views.theme, name="theme"),
    path("themas/<int:number>/regios/", views.marks, name="marks"),
    path("regios/<uuid:uuid>/", views.region, name="region"),
    path("regios/<uuid:uuid>/themas/<int:number>/", saying.mark, name="mark"),
    path("regios/<uuid:uuid>/themas/<int:number>/ongedaan/", saying.undo, name="undo_marks"),
    path("rolbeschrijving/", views.role, name="role"),
    path("rolbeschrijving/nieuw/", editing.start, name="start"),
    path("rolbeschrijving/<uuid:uuid>/", views.description, name="description"),
    path("rolbeschrijving/<uuid:uuid>/verschil/", views.difference, name="difference"),
    path("rolbeschrijving/<uuid:uuid>/inleiding/", editing.introduce, name="introduce"),
    path("rolbeschrijving/<uuid:uuid>/taken/nieuw/", editing.add_task, name="add_task"),
    path("rolbeschrijving/<uuid:uuid>/consultatie/", editing.consult, name="consult"),
    path("rolbeschrijving/<uuid:uuid>/consultatie/datum/", editing.move, name="move"),
    path("rolbeschrijving/<uuid:uuid>/reacties/", views.comments, name="comments"),
    path("rolbeschrijving/<uuid:uuid>/klaar/", saying.finish, name="finish"),
    path("rolbeschrijving/<uuid:uuid>/vaststellen/", editing.adopt, name="adopt"),
    path("taken/<uuid:uuid>/", views.task, name="task"),
    path("taken/<uuid:uuid>/bewerken/", editing.edit_task, name="edit_task"),
    path("taken/<uuid:uuid>/vervallen/", editing.drop_task, name="drop_task"),
    path("taken/<uuid:uuid>/terugzetten/", editing.restore_task, name="restore_task"),
    path("taken/<uuid:uuid>/reageren/", saying.comment, name="comment"),
    path("reacties/<uuid:uuid>/beantwoorden/", saying.answer, name="answer_comment"),
    path("reacties/<uuid:uuid>/intrekken/", saying.withdraw, name="withdraw_comment"),
]
