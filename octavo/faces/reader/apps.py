from django.apps import AppConfig


class Config(AppConfig):
    name = "octavo.faces.reader"
    label = "reader"
