"""The desk's pages fit a phone and a desk, by day and by night, and every word on them can be read."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page

from incidents.dates import edtf
from incidents.models import Incident, IncidentType
from incidents.services.roles import ADMINISTRATOR, give_role
from incidents.services.seeding import seed_vocabulary
from sources.models import Source

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Page]

PASSWORD = "three-quiet-rivers"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Text whose contrast with the nearest painted background is under 4.5 to 1; what is disabled may be faint.
FAINT = """[...document.querySelectorAll('body *')].filter(e => {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    const unseen = 'svg, .skip-to-content-link, option, optgroup, .visually-hidden, .select2-selection';
    return own && e.checkVisibility() && !e.closest(unseen);
}).map(e => {
    const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
    const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
        .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
    let under = e, ground;
    do { ground = rgb(getComputedStyle(under).backgroundColor); under = under.parentElement; }
    while (under && ground.length === 4 && ground[3] === 0);
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground)].sort((x, y) => y - x);
    return [(a + .05) / (b + .05), e.outerHTML.slice(0, 90)];
}).filter(([contrast]) => contrast < 4.5)"""
PATHS = (
    "/admin/", "/admin/incidents/incident/", "/admin/incidents/incident/{incident}/change/",
    "/admin/incidents/incident/{incident}/publish/", "/admin/sources/source/", "/admin/sources/source/add/",
    "/admin/sources/source/{source}/change/", "/admin/incidents/incident/{incident}/history/",
    "/admin/incidents/incident/{incident}/delete/",
)  # fmt: skip


@pytest.fixture
def paths(transactional_db: None) -> list[str]:
    seed_vocabulary()
    user = User.objects.create_user("zarina", password=PASSWORD)
    give_role(user, ADMINISTRATOR)
    incident = Incident(title="Clash at the bridge " * 6, type=IncidentType.objects.get(code="armed_clash"))
    incident.span = edtf.parse("2025-12-24/2025-12-25")
    incident.save()
    source = Source.objects.create(title="A " * 80, url=f"https://a.example/{'long' * 60}", state="failed")
    return [path.format(incident=incident.pk, source=source.pk) for path in PATHS]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "desk"])
def test_every_page_fits_and_is_legible(open_page: Open, paths: list[str], size: str, scheme: str) -> None:
    page = open_page("/admin/", size, scheme)
    assert page.evaluate(FAINT) == []
    page.get_by_label("Username").fill("zarina")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_text("What waits").wait_for()
    for path in paths:
        page.goto(path)
        page.wait_for_timeout(200)  # colours fade in Django's sheets
        assert (path, page.evaluate(SIDEWAYS)) == (path, 0)
        assert (path, page.evaluate(FAINT)) == (path, [])
