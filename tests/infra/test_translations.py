"""The check of the Polish finds what a reader would miss."""

import pytest

from infra import translations

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=4; plural=0;\\n"\n\n'
PAGE = """
{% translate "Call" %} {% translate "Close" context "verb" %} {{ _("Filter") }}
{% blocktranslate trimmed count n=offers|length %}
  {{ n }} offer (100%)
{% plural %}
  {{ n }} offers (100%)
{% endblocktranslate %}
"""


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "LOCALE", tmp_path / "locale")
    (tmp_path / "grants" / "templates").mkdir(parents=True)
    (tmp_path / "locale" / "pl" / "LC_MESSAGES").mkdir(parents=True)
    return tmp_path


def catalogue(tree, text):
    (tree / "locale" / "pl" / "LC_MESSAGES" / "django.po").write_text(HEAD + text)


def test_every_message_of_code_and_templates_is_found(tree):
    (tree / "grants" / "templates" / "page.html").write_text(PAGE)
    (tree / "grants" / "rules.py").write_text('x = [_("One " "line"), pgettext_lazy("noun", "Score"), gettext(name)]')

    assert set(translations.used()) == {
        (None, "Call"),
        ("verb", "Close"),
        (None, "Filter"),
        (None, "%(n)s offer (100%%)"),
        (None, "One line"),
        ("noun", "Score"),
    }


def test_each_gap_is_named(tree):
    (tree / "grants" / "rules.py").write_text('_("Call"); _("Offer"); _("Missing")')
    catalogue(
        tree,
        'msgid "Call"\nmsgstr ""\n\n#, fuzzy\nmsgid "Offer"\nmsgstr "Oferta"\n\n'
        'msgid "Until %(day)s"\nmsgstr "Do %(dzien)s"\n',
    )

    assert translations.gaps() == [
        "'Call': no translation",
        "'Offer': fuzzy",
        "'Until %(day)s': a placeholder that the English does not have",
        "'Missing': not in the catalogue, used in grants/rules.py",
    ]


def test_a_complete_catalogue_has_no_gap_and_compiles_once(tree):
    (tree / "grants" / "rules.py").write_text('_("Call")')
    catalogue(tree, 'msgid "Call"\nmsgstr "Konkurs"\n')

    assert translations.gaps() == []
    assert (translations.compile_all(), translations.compile_all()) == (1, 0)
