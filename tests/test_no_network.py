"""The gate in conftest.py: nothing a test does leaves this machine."""

import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharebot.settings import load_settings


def test_a_connection_to_another_machine_is_refused_by_name(refused_connections: list[str]) -> None:
    with socket.socket() as outward, pytest.raises(OSError, match=r"A test tried to connect to 192\.0\.2\.1\."):
        outward.connect(("192.0.2.1", 80))

    assert refused_connections == ["A test tried to connect to 192.0.2.1."]
    refused_connections.clear()


def test_a_datagram_to_another_machine_is_refused(refused_connections: list[str]) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as outward, pytest.raises(OSError, match="A test tried to connect to"):
        outward.sendto(b"?", ("192.0.2.1", 53))

    refused_connections.clear()


def test_looking_up_a_name_is_refused_before_any_question_is_sent(refused_connections: list[str]) -> None:
    with pytest.raises(OSError, match=r"A test tried to look up example\.org\."):
        socket.create_connection(("example.org", 443))

    refused_connections.clear()


def test_this_machine_can_talk_to_itself() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(("localhost", server.getsockname()[1])) as caller:
            caller.sendall(b"hello")
        accepted, _ = server.accept()

        with accepted:
            assert accepted.recv(5) == b"hello"


def test_settings_from_outside_do_not_reach_a_test(clean_environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = clean_environment.parent
    (here / ".env").write_text("SHAREBOT_AREA=somewhere\n", encoding="utf-8")
    monkeypatch.chdir(here)

    settings = load_settings()

    assert (settings.area, settings.data) == ("", clean_environment)


@given(st.just("anything"))
def test_the_fixtures_for_every_test_suit_property_tests_too(text: str) -> None:
    assert text == "anything"
