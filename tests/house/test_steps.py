"""Every step of every table of steps, found by looking."""

import importlib
import pkgutil

import pytest

import grants
import programmes
from tenants.gates.access import CLOCK, NOBODY, anyone, permit
from tenants.gates.refusals import Refusal
from tenants.office.flow import Flow, Step


def flows():
    for package in (grants, programmes):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.endswith(".states"):
                for name, value in vars(importlib.import_module(module.name)).items():
                    if isinstance(value, Flow):
                        yield f"{module.name}.{name}", value


STEPS = [(f"{where}.{name}", step) for where, flow in flows() for name, step in flow.steps.items()]


class Thing:
    """Something of nobody's."""

    organisation_id = 0
    partner_ids = ()
    state = ""


Thing.agreement = Thing
Thing.application = Thing
Thing.member = Thing


def test_tables_of_steps_were_found():
    assert len(STEPS) > 40


@pytest.mark.parametrize(("name", "step"), STEPS, ids=[name for name, _ in STEPS])
def test_nobody_takes_no_step(name, step):
    thing = Thing()
    thing.member = type("Member", (), {"user_id": 1})()

    assert step.may(NOBODY, thing) is not True


def test_the_clock_only_opens_closes_reminds_and_lets_terms_run_out():
    thing = Thing()
    thing.member = type("Member", (), {"user_id": 1})()

    assert {name.rsplit(".", 1)[1] for name, step in STEPS if step.may(CLOCK, thing) is True} <= {
        "open",
        "close",
        "expire",
        "lapse_correction",
        "remind",
    }


def test_a_step_without_a_may_is_a_mistake_of_type():
    with pytest.raises(TypeError):
        Step(frm=set(), to=None)


@pytest.mark.parametrize("answer", [1, "yes", (True,), [True], object()])
def test_a_rule_that_answers_anything_but_true_refuses(answer):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        permit(lambda actor, thing: answer, NOBODY)


def test_true_opens():
    permit(anyone, NOBODY)


def test_several_refusals_come_together():
    first = Refusal("a", also=[Refusal("b")])

    assert [str(one) for one in first.every()] == ["a", "b"]
