"""The demo is made here: `content` is the story as data, `plot` replays it through the real actions of the rooms.

`manage.py demo` comes in; three towns with a year of grants, their people and organisations leave.
"""
