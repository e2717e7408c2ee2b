from django.apps import AppConfig


class GrantsConfig(AppConfig):
    name = "grants"
    label = "grants"

    def ready(self) -> None:
        from grants import answers

        answers.register()
