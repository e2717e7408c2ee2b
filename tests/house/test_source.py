"""What was never written cannot refuse: the source is read for it."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("config", "grants", "programmes", "tenants", "frontend")
# Models of the public schema have no visible_to: their rooms ask memberships and seats by name.
PUBLIC_MODELS = {
    "User",
    "Organisation",
    "Membership",
    "Invitation",
    "Footprint",
    "LocalGovernment",
    "Domain",
    "ListedCall",
    "Subscription",
    "StripeEvent",
    "Letter",
    "EmailAddress",
}


def sources(*names):
    for floor in FLOORS:
        for name in names:
            yield from (ROOT / floor).rglob(name)


VIEWS = sorted(set(sources("views.py", "views_*.py", "api.py", "forms.py")))
# The registry has no town's record to write to; its letters and events are the record.
ACTIONS = sorted(path for path in set(sources("actions.py", "actions_*.py")) if "registry" not in path.parts)
TEMPLATES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.html"))


def names(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


def unscoped(source):
    """Queries that start at a model's manager, or follow a relation, without visible_to in the same chain."""
    tree = ast.parse(source)
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name):
            chain = chain_of(node, parents)
            scoped = "public" in chain or any(name.startswith("visible_to") for name in chain)
            if node.value.id not in PUBLIC_MODELS and not scoped:
                found.append((node.lineno, node.value.id))
    return found


def chain_of(node, parents):
    """Names called on the manager, one after another."""
    chain = []
    while isinstance(parents.get(node), ast.Attribute | ast.Call):
        node = parents[node]
        if isinstance(node, ast.Attribute):
            chain.append(node.attr)
    return chain


@pytest.mark.parametrize("path", VIEWS, ids=names(VIEWS))
def test_a_view_reaches_rows_only_through_visible_to(path):
    assert unscoped(path.read_text()) == []


def test_a_planted_query_without_visible_to_is_found():
    assert unscoped("rows = Call.objects.filter(pk=1)") == [(1, "Call")]
    assert unscoped("rows = Call.objects.visible_to(actor).filter(pk=1)") == []


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_a_template_follows_no_relation_by_itself(path):
    text = path.read_text()

    assert not re.findall(r"{[{%][^}%]*\.all\b[^}%]*[}%]}", text)
    assert not re.findall(r"\sstyle=|\son[a-z]+=\"|javascript:", text)
    assert "|safe" not in text
    assert "autoescape off" not in text


@pytest.mark.parametrize("path", ACTIONS, ids=names(ACTIONS))
def test_an_action_says_who_and_when(path):
    """Public functions of an actions module that write take `at`, and those of a town take `by` too."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and writes(node):
            given = {argument.arg for argument in [*node.args.args, *node.args.kwonlyargs]}
            assert "at" in given, f"{node.name} says not when"
            if "notices" not in path.parts and "opening" not in path.parts:
                assert "by" in given, f"{node.name} says not who"


WRITING = {
    "create",
    "save",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "update_or_create",
    "get_or_create",
    "move",
}


def writes(function):
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITING
        for node in ast.walk(function)
    )


BELOW = [
    path
    for path in sources("actions.py", "rules.py", "models.py", "states.py", "access.py", "clock.py")
    if "mail" not in path.parts
]


@pytest.mark.parametrize("path", BELOW, ids=names(BELOW))
def test_nothing_below_a_view_asks_what_time_it_is(path):
    assert not re.findall(
        r"timezone\.now\(|datetime\.now\(|date\.today\(|localdate\(\)|localtime\(\)", path.read_text()
    )


def test_only_one_file_reads_the_environment():
    readers = [
        str(path.relative_to(ROOT))
        for path in sources("*.py")
        if re.search(r"os\.environ(?!\.setdefault\(\"DJANGO_SETTINGS)|os\.getenv", path.read_text())
    ]

    assert set(readers) <= {"config/env.py", "tenants/office/opening/template.py"}
