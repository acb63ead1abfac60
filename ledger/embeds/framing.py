"""Leave to stand in a frame of any page. No other page of the register has it."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from csp.constants import HEADER
from csp.utils import build_policy
from django.http.response import HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_exempt

P = ParamSpec("P")
View = Callable[P, HttpResponseBase]


def embeddable(view: View[P]) -> View[P]:
    """Writes the policy itself: an answer that is kept in memory keeps its headers, and not what middleware is told.

    A 304 has it too, since a browser takes the headers of what it holds from there.
    """

    @xframe_options_exempt
    @wraps(view)
    def answered(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response.headers[HEADER] = build_policy(replace={"frame-ancestors": ["*"], "script-src": ["'none'"]})
        return response

    return answered
