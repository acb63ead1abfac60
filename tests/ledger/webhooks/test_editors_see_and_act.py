"""The editors' pages of webhooks: health at a glance, dead letters with their errors, and no secret in any list."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from ledger.models import Edition
from ledger.webhooks import queue
from ledger.webhooks.models import Delivery, Webhook
from ledger.webhooks.signing import rotate, secret_from

WEBHOOKS, DELIVERIES = "/admin/webhooks/webhook/", "/admin/webhooks/delivery/"
INLINE = re.compile(r'\sstyle="|<script(?![^>]*\bsrc=)|<style|\son[a-z]+="|href="javascript:')
EDITOR = ("view_webhook", "add_webhook", "change_webhook", "view_delivery", "change_delivery")
READER = ("view_webhook", "view_delivery")
Act = Callable[..., Any]


@pytest.fixture
def login(db: None) -> Callable[..., Client]:
    def make(*permissions: str) -> Client:
        user = User.objects.create_user("manizha", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def desk(login: Callable[..., Client]) -> Client:
    return login(*EDITOR)


@pytest.fixture
def reader(login: Callable[..., Client]) -> Client:
    return login(*READER)


@pytest.fixture
def dead(webhook: Webhook, publish_some: Callable[[int], list[Edition]]) -> Delivery:
    publish_some(1)
    queue.enqueue(now=timezone.now())
    Delivery.objects.update(state="dead", last_status=500, last_error="500: disk full", attempts=10)
    return Delivery.objects.get()


def test_an_editor_adds_a_webhook_that_starts_at_the_end(
    desk: Client, publish_some: Callable[[int], list[Edition]]
) -> None:
    publish_some(4)
    given = {"name": "Mirror", "contact": "it@mirror.example", "url": "mirror.example/in", "kinds": ["incident"]}
    answer = desk.post(f"{WEBHOOKS}add/", given)
    assert answer.status_code == 302
    webhook = Webhook.objects.get()
    assert (webhook.url, webhook.kinds, webhook.from_seq) == ("https://mirror.example/in", ["incident"], 4)
    assert webhook.created_by is not None


@pytest.mark.parametrize("url", ["http://mirror.example/", "https://127.0.0.1/", "https://mirror.example:22/"])
def test_a_private_or_plain_address_is_refused_in_the_form(desk: Client, url: str) -> None:
    page = desk.post(f"{WEBHOOKS}add/", {"name": "Mirror", "contact": "it", "url": url})
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()
    assert not Webhook.objects.exists()


def test_saving_the_form_leaves_alone_what_the_worker_wrote(
    desk: Client, webhook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = Webhook.save

    def save_after_the_worker(self: Webhook, **options: Any) -> None:
        Webhook.objects.update(queued_seq=9, failures=3)
        saved(self, **options)

    monkeypatch.setattr(Webhook, "save", save_after_the_worker)
    given = {"name": "New name", "contact": webhook.contact, "url": webhook.url}
    assert desk.post(f"{WEBHOOKS}{webhook.pk}/change/", given).status_code == 302
    webhook.refresh_from_db()
    assert (webhook.name, webhook.queued_seq, webhook.failures) == ("New name", 9, 3)


def test_the_list_shows_health_and_neither_secret_nor_path(desk: Client, dead: Delivery) -> None:
    rotate(dead.webhook, now=timezone.now())
    page = desk.get(WEBHOOKS).content.decode()
    assert f'?webhook__id__exact={dead.webhook.pk}&amp;state__exact=dead">1</a>' in page
    assert "receiver.example" in page
    assert not any(word in page for word in ("/hooks", "whsec", dead.webhook.salt, dead.webhook.previous_salt))


def test_no_page_but_its_own_shows_a_secret(desk: Client, dead: Delivery) -> None:
    secret = secret_from(dead.webhook.salt, settings.SECRET_KEY)
    paths = (f"{WEBHOOKS}{dead.webhook.pk}/change/", f"{WEBHOOKS}{dead.webhook.pk}/history/", DELIVERIES,
             f"{DELIVERIES}{dead.pk}/change/")  # fmt: skip
    for path in paths:
        page = desk.get(path).content.decode()
        assert "whsec" not in page
        assert dead.webhook.salt not in page
    shown = desk.post(f"{WEBHOOKS}{dead.webhook.pk}/secret/")
    assert secret in shown.content.decode().replace("&#x27;", "'")
    assert "no-store" in shown["Cache-Control"]
    assert desk.get(f"{WEBHOOKS}{dead.webhook.pk}/secret/").status_code == 405
    assert "secret shown" in desk.get(f"{WEBHOOKS}{dead.webhook.pk}/history/").content.decode().lower()


def test_dead_letters_are_listed_with_their_error_and_sent_again(desk: Client, dead: Delivery) -> None:
    assert "500: disk full" in desk.get(f"{DELIVERIES}?state__exact=dead").content.decode()
    assert "500: disk full" in desk.get(f"{WEBHOOKS}{dead.webhook.pk}/change/").content.decode()
    desk.post(DELIVERIES, {"action": "send_again", "_selected_action": [dead.pk]})
    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == ("waiting", 0)


@pytest.mark.parametrize(
    ("step", "state", "after"),
    [("pause", "active", "paused"), ("switch-on", "paused", "active"), ("switch-on", "switched_off", "active")],
)
def test_the_buttons_pause_and_switch_on(
    desk: Client, make_webhook: Callable[..., Webhook], step: str, state: str, after: str
) -> None:
    webhook = make_webhook(state=state)
    assert f'action="{WEBHOOKS}{webhook.pk}/{step}/"' in desk.get(f"{WEBHOOKS}{webhook.pk}/change/").content.decode()
    assert desk.post(f"{WEBHOOKS}{webhook.pk}/{step}/").status_code == 302
    webhook.refresh_from_db()
    assert webhook.state == after


def test_the_buttons_test_rotate_and_replay(desk: Client, dead: Delivery) -> None:
    address = f"{WEBHOOKS}{dead.webhook.pk}"
    desk.post(f"{address}/test/")
    assert Delivery.objects.filter(seq=None, state="waiting").count() == 1
    desk.post(f"{address}/rotate/")
    webhook = Webhook.objects.get()
    assert webhook.previous_salt == dead.webhook.salt != webhook.salt
    desk.post(f"{address}/replay/", {"seq": "1"})
    dead.refresh_from_db()
    assert dead.state == "waiting"


@pytest.mark.parametrize("seq", ["", "0", "-1", "abc", "9" * 30])
def test_a_replay_needs_the_number_of_an_edition(desk: Client, dead: Delivery, seq: str) -> None:
    desk.post(f"{WEBHOOKS}{dead.webhook.pk}/replay/", {"seq": seq})
    dead.refresh_from_db()
    assert dead.state == "dead"


def test_who_may_only_look_can_do_nothing(reader: Client, dead: Delivery) -> None:
    page = reader.get(f"{WEBHOOKS}{dead.webhook.pk}/change/").content.decode()
    assert "step-test" not in page
    for step in ("test", "pause", "switch-on", "rotate", "replay", "secret"):
        assert reader.post(f"{WEBHOOKS}{dead.webhook.pk}/{step}/", {"seq": 1}).status_code == 403
    reader.post(DELIVERIES, {"action": "send_again", "_selected_action": [dead.pk]})
    dead.refresh_from_db()
    assert dead.state == "dead"


def test_a_step_on_nothing_is_not_found(desk: Client) -> None:
    assert desk.post(f"{WEBHOOKS}999/test/").status_code == 404
    assert desk.get(f"{WEBHOOKS}999/change/").status_code in (302, 404)


def test_no_page_has_inline_code(desk: Client, dead: Delivery) -> None:
    address = f"{WEBHOOKS}{dead.webhook.pk}"
    paths = [WEBHOOKS, f"{WEBHOOKS}add/", f"{address}/change/", f"{address}/history/", DELIVERIES,
             f"{DELIVERIES}{dead.pk}/change/"]  # fmt: skip
    pages = [desk.get(path) for path in paths] + [desk.post(f"{address}/secret/")]
    for page in pages:
        assert page.status_code == 200
        assert INLINE.findall(page.content.decode()) == []


def test_lists_ask_few_questions(
    desk: Client, make_webhook: Callable[..., Webhook], publish_some: Callable[[int], list[Edition]],
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:  # fmt: skip
    for number in range(12):
        make_webhook(f"Receiver {number}")
    publish_some(4)
    queue.enqueue(now=timezone.now())
    for path in (WEBHOOKS, DELIVERIES):
        with django_assert_max_num_queries(10):
            desk.get(path)
