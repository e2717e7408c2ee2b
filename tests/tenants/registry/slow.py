import time

from django.core.mail.backends.locmem import EmailBackend


class Backend(EmailBackend):
    """A mail server that takes its time, so that two workers meet there."""

    def send_messages(self, messages):
        time.sleep(0.4)
        return super().send_messages(messages)
