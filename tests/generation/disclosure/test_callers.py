"""Who counts as one visitor of the public page, behind proxies and in front of them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from generation.disclosure import callers
from generation.disclosure.callers import Visits
from generation.settings import GenerationSettings
from storage.serving.connections import counted_as

PROXY, SECOND = "10.0.3.1", "2001:db8:9::1"
TRUSTED = callers.proxies(f"{PROXY}, 10.0.4.0/24,{SECOND}")


@pytest.mark.parametrize(
    ("remote", "told", "seen"),
    [
        pytest.param(PROXY, "192.0.2.1", "192.0.2.1", id="one proxy"),
        pytest.param(PROXY, "192.0.2.1, 10.0.4.9", "192.0.2.1", id="two proxies, one by its network"),
        pytest.param(f"::ffff:{PROXY}", "192.0.2.1", "192.0.2.1", id="a listener for both families"),
        pytest.param(SECOND, "2001:db8:1::5", "2001:db8:1::5", id="IPv6"),
        pytest.param(PROXY, "[2001:db8:1::5]:443", "2001:db8:1::5", id="IPv6 with a port"),
        pytest.param(PROXY, "192.0.2.1:5006", "192.0.2.1", id="with a port"),
        pytest.param(PROXY, "", PROXY, id="a proxy that says nothing"),
        pytest.param(PROXY, "unknown", PROXY, id="a proxy that does not know"),
        pytest.param(PROXY, " , ,", PROXY, id="nothing between commas"),
        pytest.param(PROXY, "10.0.4.8, 10.0.4.9", "10.0.4.8", id="a proxy asks itself"),
        pytest.param("192.0.2.66", "203.0.113.1", "192.0.2.66", id="forged, past the proxy"),
        pytest.param(PROXY, "203.0.113.1, 192.0.2.66", "192.0.2.66", id="forged, through the proxy"),
        pytest.param(PROXY, f"203.0.113.1, {PROXY}, 192.0.2.66", "192.0.2.66", id="forged, with the proxy's name"),
        pytest.param(PROXY, "203.0.113.1, <script>, 192.0.2.66", "192.0.2.66", id="forged, nonsense"),
        pytest.param("", "203.0.113.1", "", id="no address at all"),
    ],
)
def test_only_what_a_named_proxy_vouches_for_is_believed(remote, told, seen):
    assert callers.address(remote, told, TRUSTED) == seen


def test_the_sabotage_a_header_believed_from_anybody_lets_a_visitor_be_ever_new():
    anybody = callers.proxies("0.0.0.0/0")
    assert callers.address("192.0.2.66", "203.0.113.1", anybody) == "203.0.113.1"
    assert callers.address("192.0.2.66", "203.0.113.1", ()) == "192.0.2.66"


@pytest.mark.parametrize("written", ["nginx", "10.0.0.0/33", "127.0.0.1;10.0.0.1"])
def test_what_is_no_address_is_refused_at_the_start(written, monkeypatch):
    monkeypatch.setenv("CANDID_VERIFY_PROXIES", written)
    with pytest.raises(ValidationError, match="verify_proxies"):
        GenerationSettings()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("fe80::1%eth0", "fe80::2%eth0", True),
    ],
)
def test_a_visitor_is_no_new_one_by_changing_the_half_that_is_theirs(one, other, same):
    assert (counted_as(one) == counted_as(other)) is same


def test_visits_are_forgotten_after_an_hour_and_never_grow_without_end(monkeypatch):
    monkeypatch.setattr(callers, "MOST", 3)
    visits = Visits(1, 3600)
    assert visits.allow("a", 0)
    assert not visits.allow("a", 3599)
    assert visits.allow("a", 3601)
    for n in range(20):
        visits.allow(f"visitor {n}", 4000)
    assert len(visits.asked) <= 4
