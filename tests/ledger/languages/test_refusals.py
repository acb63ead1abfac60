"""Why an address cannot be obeyed is said in the reader's language; programs read it in English."""

import re

import pytest
from django.test import Client
from django.utils import translation

from ledger.documents import Kind
from ledger.filters import FILTERS, BadParameter, filters_of, read_filters
from ledger.languages import in_language
from ledger.pages.refusals import refusal

QUERIES: list[dict[str, list[str]]] = [
    {"nonsense": ["x"]},
    {"from": ["x"]},
    {"country": ["TJ", "AF"]},
    {"radius": ["5"]},
    {"killed_min": ["5"], "killed_max": ["1"]},
    {"bbox": ["60,40,70,30"]},
]


def told(code: str, query: dict[str, list[str]]) -> str:
    with pytest.raises(BadParameter) as refused, translation.override(code):
        read_filters("incident", query)
    with translation.override(code):
        return refusal(refused.value).detail


@pytest.mark.parametrize("query", QUERIES, ids=str)
@pytest.mark.parametrize("code", ["ru", "tg", "fa"])
def test_a_filter_is_refused_in_the_language_of_the_page(code: str, query: dict[str, list[str]]) -> None:
    names = re.compile(r"[«'][^»']*[»']")
    assert not re.search("[A-Za-z]", names.sub("", told(code, query)))


@pytest.mark.parametrize("kind", FILTERS)
def test_what_may_stand_there_is_said_for_every_filter(kind: Kind) -> None:
    errors = [BadParameter(one.name, "", [one.allowed]) for one in filters_of(kind)]
    with translation.override("fa"):
        allowed = [refusal(error).allowed for error in errors]
    assert [text for text in allowed if not re.search("[\u0600-\u06ff]", text)] == []


def test_in_english_nothing_changes() -> None:
    error = BadParameter("from", "'from' cannot be read.", ["a day as YYYY-MM-DD", "1 to 200 characters"])
    assert refusal(error).detail == "'from' cannot be read."
    assert refusal(error).allowed == "a day as YYYY-MM-DD, 1 to 200 characters"


def test_numbers_have_the_digits_of_the_language() -> None:
    with translation.override("fa"):
        assert refusal(BadParameter("q", "", ["1 to 200 characters"])).allowed == "۱ تا ۲۰۰ نویسه"


def test_what_is_not_known_stays_as_it_is() -> None:
    with translation.override("ru"):
        assert refusal(BadParameter("x", "Something else.", ["-date"])).allowed == "-date"
        assert refusal(BadParameter("x", "Something else.")).detail == "Something else."


@pytest.mark.django_db
def test_the_page_says_it(client: Client) -> None:
    page = client.get(in_language("/actors/?nonsense=1", "ru"))
    assert page.status_code == 400
    assert "Параметра «nonsense» здесь нет." in page.content.decode()
    answer = client.get("/api/v1/actors/?nonsense=1").json()
    assert answer["detail"] == "There is no parameter 'nonsense' here."
