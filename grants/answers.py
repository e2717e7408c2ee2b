"""What the grants floor tells the floors and rooms below it, when the app starts."""


def register() -> None:
    from grants.agreements import turns as agreements
    from grants.applications import exclusions
    from grants.applications import turns as applications
    from grants.applications.lateness import actions as lateness
    from grants.awards import agreed
    from grants.awards import turns as awards
    from grants.calls import listeners
    from grants.desk import everywhere, everywhere_small, undisclosed
    from grants.monitoring import balance
    from grants.scoring import readers, turns
    from programmes.reporting import figures
    from tenants.office.audit import hidden
    from tenants.office.documents import scanning
    from tenants.platform.desk import matters

    agreed.register(bound=agreements.bound, given_up=agreements.given_up)
    exclusions.register(
        tied=readers.tied,
        read_on_committee=readers.read_on_committee,
        judged_on_committee=readers.judged_on_committee,
        people_tied=readers.people_tied,
    )
    for question, answer in balance.ANSWERS.items():
        figures.register(question, answer)
    hidden.register(readers.entries_of_tied)
    hidden.register_for_lists(undisclosed.entries)
    matters.register(everywhere.matters)
    matters.register(everywhere_small.matters)
    scanning.register(applications.tell_infected)
    listeners.register("cancelling", applications.check_ground)
    listeners.register("cancelling", applications.tell_applicants)
    listeners.register("changed", applications.tell_of_change)
    listeners.register("publishing", applications.end_trial)
    listeners.register("dropping", applications.end_trial)
    listeners.register("copied", applications.copy_checklist)
    listeners.register("starting_assessment", lateness.check_nobody_files_late)
    listeners.register("starting_assessment", turns.take_over)
    listeners.register("recording_results", awards.check_day_of_results)
    listeners.register("completing", agreements.check_all_concluded)
