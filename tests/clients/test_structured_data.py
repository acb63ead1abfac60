"""extruct finds structured data in a page's source."""

from collections.abc import Callable
from typing import Any

import extruct
import pytest

from ledger.discovery.jsonld import incident_jsonld

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def test_extruct_reads_what_the_incident_says(publish: Make, make_incident: Make) -> None:
    document = make_incident(title="Ҳамла </script> & <!-- شب")
    written = incident_jsonld(document, publish(document)[0], "https://register.example/incidents/n000000001/")
    html = f'<html><body><script type="application/ld+json">{written}</script></body></html>'
    (page,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    assert (page["about"]["@type"], page["about"]["name"]) == ("Event", document["title"])
