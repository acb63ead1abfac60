"""The map's signs as JSON, in the language of the address that asks for them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from ledger.filters import BadParameter
from ledger.maps.asking import asked_box, asked_zoom, selected
from ledger.maps.picture import Targets, cluster_url, cluster_words, rough_words
from ledger.maps.rough import Rough
from ledger.maps.signs import WORLD, Signs, signs_of
from ledger.pages.frame import public_page
from ledger.pages.numerals import numeral
from ledger.pages.standing import Standing
from ledger.tallies.shapes import Cluster


@public_page
def clusters_file(request: HttpRequest, standing: Standing) -> HttpResponse:
    try:
        zoom, box = asked_zoom(request), asked_box(request) or WORLD
        selection, targets = selected(request, standing)
    except BadParameter as error:
        problem = {"parameter": error.parameter, "detail": str(error), "allowed": [str(one) for one in error.allowed]}
        return JsonResponse(problem, status=400)
    signs = signs_of(selection, box, zoom)
    return JsonResponse({
        "total": signs.total,
        "clusters": [_cluster(cluster, signs, targets) for cluster in signs.clusters],
        "rough": [_rough(one, targets) for one in signs.rough],
    })  # fmt: skip


def _cluster(cluster: Cluster, signs: Signs, targets: Targets) -> dict[str, Any]:
    """`precision` is that of a single incident's place."""
    return {
        "point": [cluster.longitude, cluster.latitude], "box": list(cluster.box), "incidents": cluster.incidents,
        "shown": numeral(cluster.incidents), "words": cluster_words(cluster, signs),
        "url": cluster_url(cluster, targets), "vague": cluster.vague, "by_lane": dict(cluster.by_lane),
        "record_id": cluster.record_id, "precision": signs.precisions.get(cluster.record_id, ""),
    }  # fmt: skip


def _rough(one: Rough, targets: Targets) -> dict[str, Any]:
    """Its outline stands in the basemap, under these names."""
    return {
        "mark": one.figure.mark, "name": one.name, "incidents": one.incidents, "words": rough_words(one),
        "url": targets.register.having(**one.filters).url, "filters": dict(one.filters),
        "point": list(one.figure.at), "area": list(one.area) if one.area else None,
        "courses": [list(course) for course in one.courses],
    }  # fmt: skip
