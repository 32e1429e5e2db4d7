"""An approved picture as one's own Slack photo: by the person's own permission, once, given back in any case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from bot.errors import SettingMissing
from bot.platforms.slack import limits, own_photo, render
from bot.platforms.slack.adapter import Options
from bot.platforms.slack.own_photo import GOOD_FOR, OwnPhoto
from bot.platforms.slack.settings import PHOTO
from bot.ports import Outgoing, Text
from bot.records import ApprovedPicture
from tests.bot.platforms.slack.fake.emulator import CLIENT_ID, CLIENT_SECRET, TEAM
from tests.bot.platforms.slack.harness import TOKENS, SlackHarness, open_shim
from tests.bot.platforms.slack.test_blocks import too_long, types_say
from tests.contracts.test_platforms import words
from tests.fakes import FakeClock

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk's own call of aiohttp

PUBLIC = "https://candid.example"
OFFERED = {
    "offer_photo": True, "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "public_url": PUBLIC, "port": 0,
}  # fmt: skip
SEALED = b"\xff\xd8\xff\xe0 the sealed bytes, label included"
PICTURE = "v1"


@pytest.fixture
async def harness():
    """The photo is offered; Ada has an approved picture."""
    async with open_shim() as shim:
        opened = SlackHarness(shim)
        opened.platform = opened.build(**OFFERED)
        await opened.platform.start()
        ada = await opened.person("ada")
        opened.house.approved[ada.id, PICTURE] = ApprovedPicture(filename="picture-1.jpg", data=SEALED)
        yield opened
        await opened.close()


def approved():
    outgoing = Outgoing(text=Text(key="t"), profile_photo=PICTURE)
    return replace(words("Your picture 1."), outgoing=outgoing)


async def window(harness, user: str = "ada"):
    """What the button under the approved picture opens."""
    person = await harness.person(user)
    if not await person.messages():
        await harness.platform.post(await harness.address(user), "k", approved())
    (button,) = [each for each in _buttons(await person.messages()) if each["action_id"].startswith(render.OWN_PHOTO)]
    await harness.shim.acked(await person.clicks(button))
    await harness.platform._listeners.close()
    return harness.shim.made("views.open")[-1].body["view"]


def _buttons(messages):
    return [each for message in messages for block in message["blocks"] for each in block.get("elements", ())]


def link(view) -> str:
    return view["blocks"][1]["elements"][0]["url"]


async def come_back(harness, query: dict[str, str], language: str = "en") -> tuple[int, str]:
    """The page a browser ends at when Slack sends it back."""
    address = f"http://127.0.0.1:{harness.platform.port}{PHOTO}"
    async with aiohttp.ClientSession() as session:
        async with session.get(address, params=query, headers={"Accept-Language": language}) as answer:
            assert answer.headers["Cache-Control"] == "no-store"
            return answer.status, await answer.text()


async def agreed(harness, *, user: str = "ada", team: str = TEAM, **more) -> tuple[int, str]:
    """Ada presses; ``user`` is signed in in the browser and says yes."""
    someone = await harness.person(user)
    return await come_back(
        harness, harness.shim.permissions.agrees(link(await window(harness)), someone.id, team, **more)
    )


def photos(harness):
    return harness.shim.permissions.photos


def open_permissions(harness):
    return [each for each in harness.shim.permissions.grants if not each.revoked]


# --- as it should go ------------------------------------------------------------------------------------------------


async def test_the_picture_as_it_was_handed_over_becomes_the_persons_photo_and_the_permission_is_given_back(
    harness,
) -> None:
    status, page = await agreed(harness)
    ada = await harness.person("ada")
    assert (status, photos(harness)) == (200, {ada.id: (SEALED, "image/jpeg")})
    assert "is your Slack photo now" in page
    assert "The permission is given back" in page
    assert len(harness.shim.permissions.grants) == 1
    assert open_permissions(harness) == []


async def test_the_token_is_stored_nowhere(harness) -> None:
    await agreed(harness)
    (grant,) = harness.shim.permissions.grants
    assert grant.token not in repr(vars(harness.platform._own_photo))
    assert harness.house.installed == {}


async def test_sabotage_a_token_that_is_not_revoked_is_noticed(harness, monkeypatch) -> None:
    async def keeps(_self, _token) -> bool:
        return True

    monkeypatch.setattr(OwnPhoto, "_give_back", keeps)
    with pytest.raises(AssertionError):
        await test_the_picture_as_it_was_handed_over_becomes_the_persons_photo_and_the_permission_is_given_back(harness)


async def test_the_link_asks_slack_for_one_scope_of_this_person_in_this_workspace(harness) -> None:
    parts = urlsplit(link(await window(harness)))
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert parts.path == "/oauth/v2/authorize"
    assert asked["user_scope"] == "users.profile:write"
    assert "scope" not in asked, "nothing for the bot"
    assert (asked["team"], asked["redirect_uri"], asked["client_id"]) == (TEAM, f"{PUBLIC}{PHOTO}", CLIENT_ID)
    assert len(asked["state"]) >= 43, "256 bits"


async def test_the_window_is_one_slack_takes(harness) -> None:
    view = await window(harness)
    assert too_long("modal", view) == ""
    assert types_say([("modal", view)]) == []
    assert "Erasing it here does not take it off your profile" in view["blocks"][0]["text"]["text"]
    assert len(view["title"]["text"]) <= limits.TITLE


# --- where it does not go -------------------------------------------------------------------------------------------


async def test_somebody_else_who_is_signed_in_keeps_their_photo(harness) -> None:
    status, page = await agreed(harness, user="ben")
    assert (status, photos(harness), open_permissions(harness)) == (400, {}, [])
    assert "Somebody else is signed in" in page
    assert "The permission is given back" in page


async def test_the_same_id_in_another_workspace_is_somebody_else(harness) -> None:
    status, page = await agreed(harness, team="T000000002")
    assert (status, photos(harness), open_permissions(harness)) == (400, {}, [])
    assert "Somebody else is signed in" in page


async def test_sabotage_a_token_of_another_person_is_noticed(harness, monkeypatch) -> None:
    async def trusting(self, wish, granted, token):
        picture = await self._records.approved_picture(wish.address, wish.variant)
        image = own_photo.io.BytesIO(picture.data)
        image.name = picture.filename
        await self._workspaces.with_token(token).users_setPhoto(image=image)
        return own_photo.pages.PHOTO_OF_ANOTHER

    monkeypatch.setattr(OwnPhoto, "_put_on", trusting)
    with pytest.raises(AssertionError):
        await test_somebody_else_who_is_signed_in_keeps_their_photo(harness)


async def test_a_link_counts_once(harness) -> None:
    opened = link(await window(harness))
    ada = await harness.person("ada")
    first = harness.shim.permissions.agrees(opened, ada.id, TEAM)
    assert (await come_back(harness, first))[0] == 200
    status, page = await come_back(harness, harness.shim.permissions.agrees(opened, ada.id, TEAM))
    assert (status, "used before" in page) == (400, True)
    assert len(harness.shim.permissions.grants) == 1, "the second code is not even exchanged"


async def test_a_link_ends_after_ten_minutes(harness) -> None:
    clock = FakeClock()
    harness.platform._own_photo._clock = clock
    opened = link(await window(harness))
    clock.advance(GOOD_FOR + timedelta(seconds=1))
    ada = await harness.person("ada")
    status, page = await come_back(harness, harness.shim.permissions.agrees(opened, ada.id, TEAM))
    assert (status, "too old" in page, photos(harness)) == (400, True, {})


async def test_a_state_nobody_was_given_is_refused(harness) -> None:
    assert (await come_back(harness, {"code": "c", "state": "made-up"}))[0] == 400
    assert harness.shim.made("oauth.v2.access") == []


@pytest.mark.parametrize(
    ("error", "language", "said"),
    [
        ("access_denied", "en", "You did not allow it"),
        ("access_denied", "de-AT,de;q=0.9", "Du hast es nicht erlaubt"),
        ("invalid_scope", "en", "did not let Candid ask"),
    ],
)
async def test_a_no_and_a_scope_the_app_lacks_are_told(harness, error, language, said) -> None:
    state = parse_qs(urlsplit(link(await window(harness))).query)["state"][0]
    status, page = await come_back(harness, {"error": error, "state": state}, language)
    assert (status, said in page, photos(harness)) == (400, True, {})


async def test_a_permission_without_the_scope_is_told_and_given_back(harness) -> None:
    status, page = await agreed(harness, scope="identify")
    assert (status, photos(harness), open_permissions(harness)) == (400, {}, [])
    assert "did not let Candid ask" in page


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("too_large", "more than 1024 pixels"),
        ("bad_image", "of another kind"),
        ("access_denied", "does not let apps change photos"),
        ("user_is_restricted", "does not let apps change photos"),
        ("missing_scope", "did not let Candid ask"),
        ("internal_error", "did not answer as it should"),
        ("ratelimited", "did not answer as it should"),
    ],
)
async def test_what_slack_refuses_is_told_in_plain_words_and_the_permission_is_given_back(harness, error, said) -> None:
    harness.shim.trouble.answers["users.setPhoto"] = [(200, {}, {"ok": False, "error": error})]
    status, page = await agreed(harness)
    assert (status, photos(harness), open_permissions(harness)) == (400, {}, [])
    assert said in page
    assert "The permission is given back" in page


async def test_a_picture_erased_before_the_press_is_told_in_the_window(harness) -> None:
    await harness.platform.post(await harness.address("ada"), "k", approved())
    harness.house.approved.clear()
    view = await window(harness)
    assert "not here any more" in view["blocks"][0]["text"]["text"]
    assert "url" not in str(view["blocks"])


async def test_a_picture_erased_while_slack_asks_is_told_and_the_permission_is_given_back(harness) -> None:
    opened = link(await window(harness))
    harness.house.approved.clear()
    ada = await harness.person("ada")
    status, page = await come_back(harness, harness.shim.permissions.agrees(opened, ada.id, TEAM))
    assert (status, photos(harness), open_permissions(harness)) == (400, {}, [])
    assert "not here any more" in page


async def test_a_revocation_that_slack_refuses_is_tried_again_and_then_told(harness) -> None:
    refused = (200, {}, {"ok": False, "error": "internal_error"})
    harness.shim.trouble.answers["auth.revoke"] = [refused]
    _, page = await agreed(harness)
    assert "The permission is given back" in page
    assert open_permissions(harness) == []
    harness.shim.trouble.answers["auth.revoke"] = [refused] * own_photo.REVOKES
    _, page = await agreed(harness)
    assert "did not take the permission back" in page


async def test_a_code_that_slack_does_not_know_is_told(harness) -> None:
    harness.shim.trouble.answers["oauth.v2.access"] = [(200, {}, {"ok": False, "error": "invalid_code"})]
    status, page = await agreed(harness)
    assert (status, photos(harness), "did not answer as it should" in page) == (400, {}, True)


# --- never by default ------------------------------------------------------------------------------------------------


def offered(message, **more):
    return [
        each for each in _buttons([{"blocks": render.message_blocks(message, **more)}]) if "photo" in each["action_id"]
    ]


def no_photo_unless_switched_on() -> None:
    assert offered(approved()) == []
    assert len(offered(approved(), own_photo=True)) == 1
    assert offered(words("Hello."), own_photo=True) == [], "only under an approved picture"


def test_without_the_setting_no_message_offers_it() -> None:
    no_photo_unless_switched_on()


def test_sabotage_an_offer_without_the_setting_is_noticed(monkeypatch) -> None:
    drawn = render.message_blocks
    monkeypatch.setattr(render, "message_blocks", lambda message, **more: drawn(message, **{**more, "own_photo": True}))
    with pytest.raises(AssertionError):
        no_photo_unless_switched_on()


async def test_without_the_setting_the_adapter_posts_no_such_button_and_has_no_such_page() -> None:
    async with open_shim() as shim:
        harness = SlackHarness(shim)
        harness.platform = harness.build(**{**OFFERED, "offer_photo": False})
        await harness.platform.start()
        await harness.platform.post(await harness.address("ada"), "k", approved())
        assert _buttons(await (await harness.person("ada")).messages()) == []
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{harness.platform.port}{PHOTO}") as answer:
                assert answer.status == 404
        await harness.close()


@pytest.mark.parametrize("missing", ["client_id", "client_secret", "public_url"])
def test_switched_on_without_what_it_needs_candid_does_not_start(missing) -> None:
    given = {"offer_photo": True, "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "public_url": PUBLIC}
    Options(**TOKENS, **given).check()
    with pytest.raises(SettingMissing, match="CANDID_SLACK_OFFER_PHOTO"):
        Options(**TOKENS, **{**given, missing: ""}).check()
