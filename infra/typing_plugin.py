"""What mypy cannot see: attributes that middleware and django-tenants give to Django's own classes at run time."""

from collections.abc import Callable

from mypy.nodes import MDEF, SymbolTableNode, Var
from mypy.plugin import ClassDefContext, Plugin
from mypy.types import AnyType, TypeOfAny

GIVEN = {
    "django.http.request.HttpRequest": ("actor", "htmx", "tenant"),
    "django.db.backends.base.base.BaseDatabaseWrapper": (
        "close_pool",
        "schema_name",
        "set_schema",
        "set_schema_to_public",
        "set_tenant",
        "tenant",
    ),
}


def _give(context: ClassDefContext) -> None:
    known = context.cls.info.names
    for name in GIVEN[context.cls.fullname]:
        if name not in known:
            variable = Var(name, AnyType(TypeOfAny.explicit))
            variable.info = context.cls.info
            variable.is_initialized_in_class = True
            known[name] = SymbolTableNode(MDEF, variable, plugin_generated=True)


class GivenAttributes(Plugin):
    def get_customize_class_mro_hook(self, fullname: str) -> Callable[[ClassDefContext], None] | None:
        return _give if fullname in GIVEN else None


def plugin(version: str) -> type[Plugin]:
    return GivenAttributes
