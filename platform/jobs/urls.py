from django.urls import path

from jobs import views

public = [path("jobs/<uuid:pk>/", views.job_progress, name="job-progress")]
