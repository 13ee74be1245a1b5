from django.apps import AppConfig


class Config(AppConfig):
    name = "octavo.faces.ops"
    label = "ops"
