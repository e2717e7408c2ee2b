"""Atom feeds: what is new on a page, for people who read it elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

CONTENT_TYPE = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True)
class Entry:
    title: str
    url: str
    summary: str
    updated: datetime


def atom(*, title: str, url: str, feed_url: str, entries: Iterable[Entry]) -> str:
    """A feed of these entries; `url` is the page it follows, `feed_url` its own address."""
    feed = Atom1Feed(
        title=title, link=url, description="", language=get_language(), feed_url=feed_url, feed_guid=feed_url
    )
    for one in entries:
        feed.add_item(one.title, one.url, one.summary, unique_id=one.url, updateddate=one.updated)
    return feed.writeString("utf-8")
