"""What the grants floor tells the floors and rooms below it, when the app starts."""


def register() -> None:
    from grants.applications import exclusions
    from grants.monitoring import balance
    from grants.scoring import readers
    from programmes.reporting import figures

    exclusions.register(tied=readers.tied, read_on_committee=readers.read_on_committee)
    for question, answer in balance.ANSWERS.items():
        figures.register(question, answer)
