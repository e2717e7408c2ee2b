"""Pages both on the platform's and on every town's host: accounts, organisations, language, the kept form."""

urlpatterns: list = []
