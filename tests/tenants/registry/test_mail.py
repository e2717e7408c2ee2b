import json
import threading
from email.utils import getaddresses

import pytest
from django.core import mail
from django.db import connection, transaction

from tenants.registry import tasks
from tenants.registry.mail import actions
from tenants.registry.mail.models import Letter
from tests.builders import NOON


def a_letter(subject="Dzień dobry"):
    return actions.post(
        Letter, "greeting", to=actions.Recipient("nadia@example.org", "Nadia"), subject=subject, text="Treść\n", at=NOON
    )


def due_jobs():
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'tenants.registry.tasks.send'")
        return [json.loads(row[0]) for row in cursor.fetchall()]


@pytest.mark.django_db
def test_a_letter_is_sent_once_however_often_its_job_runs():
    letter = a_letter()

    sent = [actions.send("registry.letter", letter.pk) for _again in range(3)]

    assert sent == [True, False, False]
    assert [one.subject for one in mail.outbox] == ["Dzień dobry"]


@pytest.mark.django_db
def test_a_change_that_rolls_back_takes_its_letter_along():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        a_letter()
        raise ZeroDivisionError

    assert Letter.objects.count() == 0
    assert due_jobs() == []


@pytest.mark.django_db
def test_a_letter_waits_while_no_worker_runs_and_goes_out_later_once():
    letter = a_letter()
    (arguments,) = due_jobs()
    assert mail.outbox == []

    tasks.send.func(**arguments)
    tasks.send.func(**arguments)

    assert len(mail.outbox) == 1
    assert Letter.objects.get(pk=letter.pk).sent_at is not None


@pytest.mark.django_db
def test_a_mail_server_that_is_down_leaves_the_letter_due(monkeypatch, settings):
    letter = a_letter()
    settings.EMAIL_BACKEND = "tests.tenants.registry.deaf.Backend"

    with pytest.raises(ConnectionRefusedError):
        actions.send("registry.letter", letter.pk)

    assert Letter.objects.get(pk=letter.pk).sent_at is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert actions.send("registry.letter", letter.pk) is True


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_same_letter_send_it_once(settings):
    letter = a_letter("Raz")
    settings.EMAIL_BACKEND = "tests.tenants.registry.slow.Backend"
    results = []

    def worker():
        try:
            results.append(actions.send("registry.letter", letter.pk))
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == [False, True]
    assert [one.subject for one in mail.outbox] == ["Raz"]


@pytest.mark.django_db
def test_the_name_of_the_recipient_cannot_smuggle_a_second_one():
    letter = actions.post(
        Letter,
        "greeting",
        to=actions.Recipient("nadia@example.org", 'Nadia" <x@example.org>, "Y'),
        subject="Hej",
        text="",
        at=NOON,
    )

    actions.send("registry.letter", letter.pk)

    (header,) = mail.outbox[0].message().get_all("To")
    assert [address for _name, address in getaddresses([str(header)])] == ["nadia@example.org"]


@pytest.mark.django_db
@pytest.mark.parametrize("sign", ["\r", "\x0b", "\x0c", "\x1c", "\u2028"])
def test_a_line_break_in_a_name_neither_forges_a_header_nor_stops_the_letter(sign):
    letter = a_letter(subject=f"Zaproszenie{sign}Bcc: x@example.org")

    actions.send("registry.letter", letter.pk)

    assert mail.outbox[0].subject == "Zaproszenie Bcc: x@example.org"
    assert mail.outbox[0].message()["Bcc"] is None
