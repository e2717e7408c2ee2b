from django.db import models


class Post(models.Model):
    """A letter as it will be sent: subject and text are fixed when it is queued."""

    template = models.CharField(max_length=60)
    to_email = models.EmailField()
    to_name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.template} to #{self.pk}"


class Letter(Post):
    """Mail of the platform itself: accounts, opening a town, billing, new calls."""

    # Where letters of this kind are stopped: mail programs offer it beside the sender.
    unsubscribe = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        app_label = "registry"
