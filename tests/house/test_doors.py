from django.core.management import call_command


def test_every_view_has_a_door_and_every_model_a_scope():
    call_command("check", fail_level="ERROR")
