"""Own initiative (art. 12): an organisation proposes a task; the executive weighs it and answers within a month.

A proposal comes in; one found purposeful leaves as the draft of a call.
"""
