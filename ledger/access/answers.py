"""What a refused request is told, and what every counted answer says of the quota.

Header fields as in draft-ietf-httpapi-ratelimit-headers-11, problems as in RFC 9457.
"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ledger.access.limits import WINDOW_SECONDS, Limit, Verdict
from ledger.access.models import ApiKey, State
from ledger.pages.numerals import numeral
from ledger.problems import problem
from ledger.serving import opened

MACHINES = ("/api/", "/feeds/", "/data/", "/ogc/")
# Pages for people that stand in front of what programs read.
PAGES = ("/feeds/", "/data/")
QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded"
UNKNOWN = "This key is not known here. Leave it out to read without one, or ask the editors for another."
TWO_KEYS = "Authorization and X-API-Key hold different keys. Send one."


def unusable(key: ApiKey, now: datetime) -> str | None:
    """Why a key that is known does not open anything; None where it does."""
    match key.state(now):
        case State.REVOKED:
            return f"The key {key.recognisable} was revoked. Ask the editors for another."
        case State.EXPIRED:
            return f"The key {key.recognisable} expired on {key.expires_at:%Y-%m-%d}. Ask the editors for another."
    return None


def unauthorized(request: HttpRequest, detail: str) -> HttpResponseBase:
    response = _refused(request, 401, "This key does not work", detail)
    # ASCII alone may stand in a header.
    words = detail.replace("…", "...")
    response.headers["WWW-Authenticate"] = f'Bearer realm="Daftar", error="invalid_token", error_description="{words}"'
    return response


def too_many(request: HttpRequest, limit: Limit, verdict: Verdict) -> HttpResponseBase:
    """In English where a program asks: its addresses have no other language."""
    detail = _(
        "More than %(quota)s requests in a minute; a file counts as ten. The next one is answered in %(seconds)s s."
    ) % {"quota": numeral(limit.quota), "seconds": numeral(verdict.wait_seconds)}
    if limit.policy != "key":
        detail = " ".join((detail, _("A key allows more: ask the editors.")))
    members = {"type": QUOTA_EXCEEDED, "violated-policies": [limit.policy]}
    response = _refused(request, 429, _("Too many requests"), detail, **members)
    response.headers["Retry-After"] = str(verdict.wait_seconds)
    return response


def tell_quota(response: HttpResponseBase, limit: Limit, verdict: Verdict) -> None:
    """`q` requests in `w` seconds; `r` of them are left for the next `t` seconds."""
    seconds = verdict.wait_seconds or WINDOW_SECONDS
    response.headers["RateLimit-Policy"] = f'"{limit.policy}";q={limit.quota};w={WINDOW_SECONDS}'
    response.headers["RateLimit"] = f'"{limit.policy}";r={verdict.remaining};t={seconds}'


def _refused(request: HttpRequest, status: int, title: str, detail: str, **members: object) -> HttpResponseBase:
    if request.path.startswith(MACHINES) and request.path not in PAGES:
        response = opened(problem(status, detail, instance=request.path, **members))
    else:
        response = HttpResponse(
            render_to_string("access/refused.html", {"title": title, "detail": detail}), status=status
        )
    # RFC 6585: a 429 must not be stored; the next request may carry another key.
    response.headers["Cache-Control"] = "no-store"
    return response
