"""The catalogues: compiled without gettext's programs, and checked to be complete.

python -m infra.translations compile    every .po that is newer than its .mo
python -m infra.translations check      exits with 1 and names each gap
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("config", "frontend", "grants", "programmes", "tenants")
LOCALE = ROOT / "locale"

# how many of a call's arguments are the message, and where its context stands
CALLS = {
    "_": "m",
    "gettext": "m",
    "gettext_lazy": "m",
    "gettext_noop": "m",
    "ngettext": "mp",
    "ngettext_lazy": "mp",
    "pgettext": "cm",
    "pgettext_lazy": "cm",
    "npgettext": "cmp",
    "npgettext_lazy": "cmp",
}
IN_TEMPLATES = re.compile(rf"(?<![\w.])({'|'.join(CALLS)})\((?=u?['\"])")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
Key = tuple[str | None, str]


def compile_all() -> int:
    """How many catalogues were compiled; one that is up to date is left alone."""
    done = 0
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        fresh = target.with_suffix(".mo.new")
        with fresh.open("wb") as file:
            write_mo(file, _read(source))
        fresh.replace(target)
        done += 1
    return done


def gaps() -> list[str]:
    """What keeps the Polish from being complete, a line each."""
    source = LOCALE / "pl" / "LC_MESSAGES" / "django.po"
    if not source.exists():
        return [f"{source.relative_to(ROOT)} is missing"]
    catalogue = _read(source)
    known = {(message.context, _id(message)): message for message in catalogue if message.id}
    found = [f"{_id(message)!r}: {flaw}" for message in known.values() if (flaw := _flaw(message, catalogue))]
    for key, place in sorted(used().items(), key=lambda pair: pair[1]):
        if key not in known:
            found.append(f"{key[1]!r}: not in the catalogue, used in {place}")
    return found


def used() -> dict[Key, str]:
    """Each message in the code and the templates, with one place where it stands."""
    messages: dict[Key, str] = {}
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*")):
            if path.suffix == ".py":
                calls = _python(path.read_text())
            elif path.suffix in {".html", ".txt", ".xml"} and "templates" in path.parts:
                calls = _template(path.read_text())
            else:
                continue
            for key in calls:
                messages.setdefault(key, str(path.relative_to(ROOT)))
    return messages


def _python(source: str) -> Iterator[Key]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            if name in CALLS and (key := _key(CALLS[name], node.args)):
                yield key


def _template(source: str) -> Iterator[Key]:
    from django.utils.translation.template import templatize  # needs no settings, and only this check needs it

    code = templatize(source)
    for found in IN_TEMPLATES.finditer(code):
        call = _whole_call(code, found.start())
        if call and (key := _key(CALLS[found[1]], call.args)):
            yield key


def _whole_call(code: str, start: int) -> ast.Call | None:
    """The call that begins there: up to the first bracket that makes it valid Python."""
    end = start
    while (end := code.find(")", end) + 1) > 0:
        try:
            parsed = ast.parse(code[start:end], mode="eval").body
        except SyntaxError:
            continue
        return parsed if isinstance(parsed, ast.Call) else None
    return None


def _key(shape: str, arguments: list[ast.expr]) -> Key | None:
    texts = dict(zip(shape, arguments, strict=False))
    values = {part: node.value for part, node in texts.items() if isinstance(node, ast.Constant)}
    message, context = values.get("m"), values.get("c")
    if not isinstance(message, str) or not message:
        return None
    return (context if isinstance(context, str) else None, message)


def _flaw(message: Message, catalogue: Catalog) -> str:
    texts = message.string if isinstance(message.string, (tuple, list)) else (message.string or "",)
    if message.fuzzy:
        return "fuzzy"
    if not all(texts) or (message.pluralizable and len(texts) < catalogue.num_plurals):
        return "no translation"
    english = message.id[-1] if isinstance(message.id, (tuple, list)) else message.id
    wanted = set(PLACEHOLDER.findall(english))
    if any(set(PLACEHOLDER.findall(text)) - wanted for text in texts):
        return "a placeholder that the English does not have"
    if set(PLACEHOLDER.findall(texts[-1])) != wanted:
        return "a placeholder of the English is missing"
    return ""


def _id(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (tuple, list)) else message.id


def _read(source: Path) -> Catalog:
    with source.open("rb") as file:
        return read_po(file, locale=source.parts[-3])


def main(verb: str) -> int:
    if verb == "compile":
        compile_all()
        return 0
    found = gaps()
    for line in found:
        print(line)
    print(f"translations: {len(found)} gaps" if found else "translations: complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
