"""Reading the whole of a streamed file."""

from collections.abc import Callable

import pytest
from django.test import Client

Download = Callable[[str], bytes]


@pytest.fixture
def download(client: Client) -> Download:
    def whole(address: str) -> bytes:
        response = client.get(address)
        assert response.status_code == 200, response.content
        return response.getvalue()

    return whole
