"""A claim's quote finds its own place; what it says in numbers moves the figures."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.models import Incident
from incidents.services.publishing import publish
from sources.models import ExtractedText

FormOf = Callable[[Any], dict[str, Any]]


@pytest.fixture
def save(desk: Client, clash: Incident, form_of: FormOf) -> Callable[..., Any]:
    def post(**fields: Any) -> Any:
        address = f"/admin/incidents/incident/{clash.pk}/change/"
        return desk.post(address, {**form_of(desk.get(address)), **fields})

    return post


def new_claim(text: ExtractedText, quote: str, **fields: Any) -> dict[str, Any]:
    claim = {"text": text.pk, "quote": quote, "supports": ["killed"], "status": "accepted", **fields}
    return {"claims-TOTAL_FORMS": 4, **{f"claims-3-{name}": value for name, value in claim.items()}}


def test_the_quote_finds_its_offsets(save: Any, clash: Incident, second_account: ExtractedText) -> None:
    quote = "put the guards' losses on 24 December 2025 at one"
    response = save(**new_claim(second_account, quote, figures="border guards: 1 killed"))
    assert response.status_code == 302
    claim = clash.claims.get(source=second_account.capture.source)
    assert second_account.text[claim.start : claim.end] == quote
    row = clash.casualties.get()
    assert (row.low, row.best, row.high) == (1, None, 2)


@pytest.mark.parametrize(
    ("quote", "fault"),
    [
        ("put the guards losses", "do not stand in the captured text"),
        ("a", "times. Take in a few more words"),
        ("   ", "Paste the words"),
        ("PUT THE GUARDS", "do not stand in the captured text"),
    ],
)
def test_a_quote_that_has_no_one_place_is_refused(
    save: Any, clash: Incident, second_account: ExtractedText, quote: str, fault: str
) -> None:
    page = save(**new_claim(second_account, quote)).content.decode()
    assert fault in page
    assert clash.claims.count() == 3


def test_figures_are_refused_in_the_line_that_is_wrong(save: Any, second_account: ExtractedText) -> None:
    page = save(**new_claim(second_account, "at one", figures="guards: many killed")).content.decode()
    assert "“many” in “guards: many killed” is no figure" in page


def test_figures_need_their_fact_ticked(save: Any, second_account: ExtractedText) -> None:
    page = save(**new_claim(second_account, "at one", supports=["date"], figures="guards: 1 killed")).content.decode()
    assert "The figures say how many were killed: tick that too." in page


def test_the_same_claim_twice_is_refused(save: Any, clash: Incident) -> None:
    claim = clash.claims.get(quote="two guards died")
    page = save(**new_claim(claim.text, claim.quote, figures="border guards: 2 killed")).content.decode()
    assert "in this incident already" in page
    assert clash.claims.count() == 3


def test_a_line_break_of_the_browser_is_the_one_of_the_text(save: Any, clash: Incident, make_text: Any) -> None:
    text = make_text("One guard died.\nTwo were hurt.")
    assert save(**new_claim(text, "died.\r\nTwo", supports=["killed"])).status_code == 302
    assert clash.claims.get(text=text).quote == "died.\nTwo"


def test_a_published_incident_keeps_a_claim(save: Any, clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    page = save(**{f"claims-{n}-DELETE": "on" for n in range(3)}).content.decode()
    assert "A published incident needs a claim." in page
    assert clash.claims.count() == 3


def test_a_figure_of_the_editors_own_needs_a_basis(save: Any, clash: Incident) -> None:
    page = save(**{"casualties-0-low": 1}).content.decode()
    assert "Say why this figure" in page
    save(**{"casualties-0-low": 1, "casualties-0-basis": "One body was counted twice."})
    row = clash.casualties.get()
    assert (row.low, row.best, row.from_claims) == (1, 2, False)


def test_a_deleted_figure_follows_from_the_claims_again(save: Any, clash: Incident) -> None:
    save(**{"casualties-0-low": 1, "casualties-0-basis": "One body was counted twice."})
    save(**{"casualties-0-DELETE": "on"})
    row = clash.casualties.get()
    assert (row.low, row.from_claims) == (2, True)
