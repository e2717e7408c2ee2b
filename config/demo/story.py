"""Stories told in the order of time: each says when it goes on, is resumed at that moment, and does its step."""

import heapq
from collections.abc import Generator, Iterable
from datetime import datetime
from itertools import count

# Yields the moment of its next step and gets that moment back: `at = yield moment`.
Story = Generator[datetime, datetime, None]


class Ahead(Exception):
    """A story would do something at a moment that has not come yet."""


def merged(stories: Iterable[Story]) -> Story:
    """Many stories as one, step by step in the order of time; of equal moments the story given first."""
    numbers = count()
    waiting: list[tuple[datetime, int, Story]] = []

    def wait(story: Story, *, after: datetime | None = None) -> None:
        try:
            moment = story.send(after) if after else next(story)
        except StopIteration:
            return
        heapq.heappush(waiting, (max(moment, after) if after else moment, next(numbers), story))

    for story in stories:
        wait(story)
    while waiting:
        moment, _number, story = heapq.heappop(waiting)
        at = yield moment
        wait(story, after=at)


def play(story: Story, *, until: datetime) -> int:
    """Let everything happen; how many steps there were. Raises: Ahead."""
    steps = 0
    try:
        moment = next(story)
        while True:
            if moment > until:
                raise Ahead(f"{moment} is after {until}")
            steps += 1
            moment = story.send(moment)
    except StopIteration:
        return steps
