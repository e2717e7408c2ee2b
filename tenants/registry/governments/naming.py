"""Proposals for a town that signs up: what its bodies and its host are called. People correct them."""

import re
import unicodedata

from tenants.registry.governments.kinds import Kind

STROKES = str.maketrans("łŁ", "lL")
LONGEST_LABEL = 40
# Hosts of the product itself, and words that would mislead.
RESERVED = re.compile(
    "admin|api|app|assets|autoconfig|bip|blog|cdn|ci|demo|dev|docs|ftp|gov|help|imap|info|localhost|login|mail|media|mx"
    r"|ns\d*|operator|osnowa|pop|public|root|smtp|static|status|stripe|support|template|test|tmpl|town|www"
)
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")


def genitive(words: str) -> str:
    """„Powiat lipowski” has a „Zarząd Powiatu Lipowskiego”: the regular adjectives are declined, names stay."""
    return " ".join(
        word[:1].upper() + word[1:] + ("ego" if word.endswith(("ski", "cki", "dzki")) else "") for word in words.split()
    )


def bare(name: str) -> str:
    """The name without the word for the kind: „Gmina Lipowo” is „Lipowo”."""
    return re.sub(
        r"^(gmina( miejska| wiejska)?|miasto( i gmina)?|powiat|województwo)\s+", "", name.strip(), flags=re.IGNORECASE
    )


def executive(kind: str, name: str) -> str:
    rest = bare(name)
    return {
        Kind.RURAL_GMINA: f"Wójt Gminy {rest}",
        Kind.URBAN_GMINA: f"Burmistrz {'Miasta i Gminy ' if name.lower().startswith('miasto i gmina') else 'Miasta '}{rest}",
        Kind.CITY: f"Prezydent Miasta {rest}",
        Kind.POWIAT: f"Zarząd Powiatu {genitive(rest)}",
        Kind.VOIVODESHIP: f"Zarząd Województwa {genitive(rest)}",
    }[Kind(kind)]


def office(kind: str, name: str) -> str:
    rest = bare(name)
    return {
        Kind.RURAL_GMINA: f"Urząd Gminy {rest}",
        Kind.URBAN_GMINA: f"Urząd {'Miasta i Gminy' if name.lower().startswith('miasto i gmina') else 'Miejski'} {rest}",
        Kind.CITY: f"Urząd Miasta {rest}",
        Kind.POWIAT: "Starostwo Powiatowe",
        Kind.VOIVODESHIP: f"Urząd Marszałkowski Województwa {genitive(rest)}",
    }[Kind(kind)]


def label(kind: str, name: str) -> str:
    """A host label: „Powiat łąkowski” is „powiat-lakowski”, „Gmina Lipowo” is „lipowo”."""
    words = bare(name)
    if kind in {Kind.POWIAT, Kind.VOIVODESHIP}:
        words = f"{'powiat' if kind == Kind.POWIAT else 'wojewodztwo'} {words}"
    plain = unicodedata.normalize("NFKD", words.translate(STROKES)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_LABEL].strip("-")


def is_label(text: str) -> bool:
    return (
        2 <= len(text) <= LONGEST_LABEL
        and LABEL.fullmatch(text) is not None
        and "--" not in text
        and RESERVED.fullmatch(text) is None
        and not text.startswith("pg-")
    )


def schema_for(host_label: str) -> str:
    """A schema's name never meets a word of SQL, and two labels never share one."""
    return "t_" + host_label.replace("-", "_")
