from django.apps import AppConfig


class Config(AppConfig):
    name = "octavo.faces.api"
    label = "api"
