"""How an offer's state is said and coloured. The desk uses state_words too: keep its shape."""

from grants.applications.models import Application
from grants.applications.states import ApplicationState

S = ApplicationState
TONES = {
    S.DRAFT: "neutral",
    S.FILED: "info",
    S.WITHDRAWN: "neutral",
    S.PASSED: "info",
    S.REJECTED: "bad",
    S.AWARDED: "ok",
    S.REDUCED: "warn",
    S.UPDATED: "info",
    S.READY: "ok",
    S.RESERVE: "warn",
    S.REFUSED: "bad",
    S.RESIGNED: "neutral",
    S.CONTRACTED: "ok",
}


def state_words(application: Application) -> tuple[str, str]:
    """(label, tone) for a badge."""
    return application.get_state_display(), TONES[ApplicationState(application.state)]
