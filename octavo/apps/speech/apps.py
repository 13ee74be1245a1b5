from django.apps import AppConfig


class Config(AppConfig):
    name = "octavo.apps.speech"
    label = "speech"
