from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "tests.approval.practice"
    label = "practice"
