"""A joint offer by three organisations, each at its own browser: from a draft to the receipt."""

import re
from collections.abc import Callable
from pathlib import Path

from tests.journeys import organisation_steps
from tests.journeys.cast import CITY
from tests.journeys.office_steps import today
from tests.journeys.product import Product
from tests.journeys.visitor import Postman, Visitor, words_of

LIPA, JESION, BUK = "Stowarzyszenie „Trzy Lipy”", "Fundacja „Trzy Jesiony”", "Koło „Trzy Buki”"
BUKS_ADDRESS = "biuro@buki.example.org"
Come = Callable[..., Visitor]


def test_three_organisations_file_one_offer(product: Product, visitor: Come, tmp_path: Path) -> None:
    ref = product.ask("open_call", town=CITY.label, title="Razem dla sportu")
    names = {"Lucyna Lider": LIPA, "Jerzy Jesion": JESION, "Beata Buk": BUK}
    emails = [product.ask("representative", name=name, organisation=one) for name, one in names.items()]
    application = product.ask("draft", town=CITY.label, ref=ref, email=emails[0])
    home = f"/applications/{application}/partners/"
    lucyna, jerzy, beata = (
        visitor(CITY.label, email, who=who)
        for email, who in zip(emails, ("leader", "partner", "partner-by-letter"), strict=True)
    )

    # 1. The draft becomes a joint offer; one partner is found by its exact name, one is written to
    lucyna.go(f"/applications/{application}/summary/").press(".joint-way a", name="partners-alone")
    lucyna.act("/partners/make/", name="partners-begun")
    lucyna.fill(who=JESION).press("#invite form:first-of-type button", name="partner-found")
    lucyna.press(".found-one button")
    lucyna.fill(email=BUKS_ADDRESS).press("#invite form:last-of-type button", name="partners-invited")

    # 2. Each answers: from the list of offers, and by the letter's link
    jerzy.go("/applications/").press('a[href*="/joint-invitations/"]', name="joint-invitation")
    jerzy.sees(LIPA).press("form .form-actions button")
    letter = Postman(visitor(CITY.label, who="postman").go("/").speak()).letter(BUKS_ADDRESS, "Zaproszenie")
    link = re.search(r"https?://\S+/joint-invitations/\S+/", letter)
    assert link, letter
    beata.go(re.sub(r"^https?://[^/]+", "", link[0])).press("form .form-actions button")
    assert beata.status(re.sub(r"^https?://[^/]+", "", link[0])) == 404

    # 3. Each writes its own part and takes its part of 6 000,00
    for partner, amount in ((jerzy, "2 000,00"), (beata, "999,99")):
        partner.fill(previous_activity="Od 2018 roku.", resources="Sala i dwie osoby.", tasks="Turniej.")
        partner.fill(**{f"year_{today().year}": amount}).press(".form-actions button", name="part")
    lucyna.go(home).press(".offerors .buttons a", name="part-of-leader")
    lucyna.fill(**{f"year_{today().year}": "3 000,00"}, tasks="Treningi.").press(".form-actions button")
    lucyna.look(name="partners-uneven").sees("0,01")
    beata.press('main .buttons a[href$="/offer/"]').go(home)
    beata.press('.offerors a[href*="/partners/"]').fill(**{f"year_{today().year}": "1 000,00"})
    beata.press(".form-actions button")

    # 4. Both confirm; a change of the common text voids their word, and they give it again
    for partner in (jerzy, beata):
        partner.go(home).press('main .buttons a[href$="/offer/"]', name="whole-offer").press("#confirm button")
    lucyna.go(f"/applications/{application}/edit/other/").fill(other_information="Dodajemy piknik.")
    lucyna.press(organisation_steps.NEXT)
    lucyna.go(home, name="partners-void").sees("straciło ważność")
    lucyna.act("/partners/remind/")
    for partner in (jerzy, beata):
        partner.go(home).press('main .buttons a[href$="/offer/"]').sees("Dodajemy piknik.").press("#confirm button")

    # 5. The leader files it; everybody holds the same receipt and the same paper
    lucyna.go(home, name="partners-ready")
    number, checksum = organisation_steps.file_offer(lucyna, application)
    for one in (lucyna, jerzy, beata):
        one.go(f"/applications/{application}/receipt/").sees(number, LIPA, JESION, BUK)
    paper = words_of(beata.fetch(f"/applications/{application}/pdf/"), tmp_path)
    assert not paper or all(said in paper for said in (number, checksum, "odpowiedzialność solidarną", "Beata Buk"))
    beata.go(f"/applications/{application}/", name="joint-offer-filed").sees("Podział kosztów")
