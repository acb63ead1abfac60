"""A claim's quote stands at its offsets in the captured text; the database sees to it."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError

from incidents.models import Claim, Incident
from incidents.services.claims import add_claim, refresh_figures
from sources.models import ExtractedText


def test_the_quote_is_cut_from_the_text(clash: Incident) -> None:
    for claim in clash.claims.select_related("text"):
        assert claim.text.text[claim.start : claim.end] == claim.quote


def test_the_database_refuses_a_quote_that_is_not_there(clash: Incident) -> None:
    claim = Claim.objects.filter(incident=clash).first()
    assert claim is not None
    claim.quote = "three guards died"
    with pytest.raises(IntegrityError, match="does not stand at its offsets"):
        claim.save()


def test_offsets_count_code_points_and_not_bytes(clash: Incident, make_text: Callable[..., ExtractedText]) -> None:
    text = make_text("Пограничники: двое погибли 𐍈 у Пянджа.")
    claim = add_claim(clash, text, start=14, end=26, supports=["killed"], by=None)
    assert claim.quote == "двое погибли"


def test_the_same_words_are_the_same_claim(clash: Incident, second_account: ExtractedText) -> None:
    first = add_claim(clash, second_account, start=0, end=9, supports=["actors"], by=None)
    assert add_claim(clash, second_account, start=0, end=9, supports=["actors"], by=None) == first


def test_offsets_outside_the_text_are_refused(clash: Incident, second_account: ExtractedText) -> None:
    with pytest.raises(ValueError, match="no words stand"):
        add_claim(clash, second_account, start=5_000, end=5_010, supports=["actors"], by=None)


def test_two_accounts_that_differ_become_a_range(
    clash: Incident, second_account: ExtractedText, quote: Callable[..., None]
) -> None:
    quote(clash, second_account, "at one", ["killed"], party="border guards", number=1)
    refresh_figures(clash, by=None)
    row = clash.casualties.get()
    assert (row.low, row.best, row.high, row.basis) == (1, None, 2, "2 accounts differ")


def test_an_editors_own_figure_stays(clash: Incident) -> None:
    clash.casualties.update(from_claims=False, low=1, best=1, high=2, basis="The ministry corrected itself.")
    refresh_figures(clash, by=None)
    assert clash.casualties.get().best == 1
