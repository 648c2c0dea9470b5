"""Envelopes and blind indexes, whatever is in them and whatever happens to the ring."""

import hashlib
import hmac
import os
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dengwen.base.errors import Refusal
from dengwen.foundation.identity.keyring import BLIND, WRAP, add_key, drop_key, ring
from dengwen.foundation.identity.sealing import (
    HEADER,
    LASTING,
    MARK,
    PersonData,
    UnknownKeyError,
    blind,
    blinds,
    key_id_of,
    mask,
    open_bytes,
    open_person,
    rewrapped,
    seal_bytes,
    seal_person,
)
from tests.identity.conftest import LONG_AGO

TEXT = st.text(max_size=40)
PEOPLE = st.builds(PersonData, name=TEXT, phone=TEXT, address=TEXT, document=TEXT, email=TEXT)
EASY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def sealed_of_old(secret: str, data: bytes) -> bytes:
    """Seal as it was done before there were envelopes."""
    master = hashlib.sha256(secret.encode()).digest()
    nonce = os.urandom(12)
    return nonce + AESGCM(hmac.digest(master, b"seal", "sha256")).encrypt(nonce, data, None)


@EASY
@given(person=PEOPLE)
def test_a_person_comes_out_as_she_went_in_and_never_twice_the_same(
    key_file: Path, person: PersonData
) -> None:
    one, other = seal_person(person), seal_person(person)
    assert open_person(one) == open_person(other) == person
    assert one[HEADER:] != other[HEADER:] and one[:HEADER] != other[:HEADER], (
        "a data key and a nonce of its own"
    )


@EASY
@given(data=st.binary(max_size=60), place=st.integers(0), bit=st.integers(0, 7))
def test_no_altered_byte_is_opened(key_file: Path, data: bytes, place: int, bit: int) -> None:
    sealed = bytearray(seal_bytes(data))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(InvalidTag):
        open_bytes(bytes(sealed))


@EASY
@given(data=st.binary(max_size=60), cut=st.integers(0, 200))
def test_nothing_shortened_is_opened(key_file: Path, data: bytes, cut: int) -> None:
    sealed = seal_bytes(data)
    with pytest.raises((InvalidTag, ValueError)):
        open_bytes(sealed[: min(cut, len(sealed) - 1)])


@EASY
@given(data=st.binary(max_size=60), rounds=st.integers(1, 3))
def test_rewrapping_leaves_the_data_and_needs_none_of_them(key_file: Path, data: bytes, rounds: int) -> None:
    sealed = seal_bytes(data)
    for _ in range(rounds):
        key = add_key(WRAP, at=LONG_AGO)
        again = rewrapped(sealed[:HEADER]) + sealed[HEADER:]
        assert key_id_of(again) == key.id != key_id_of(sealed)
        assert open_bytes(again) == open_bytes(sealed) == data, "a row under any key of the ring is open"
        sealed = again


def test_headers_cannot_be_exchanged(key_file: Path) -> None:
    one, other = seal_bytes(b"one"), seal_bytes(b"other")
    with pytest.raises(InvalidTag):
        open_bytes(one[:HEADER] + other[HEADER:])


@EASY
@given(data=st.binary(max_size=60))
def test_what_was_sealed_before_envelopes_opens_and_is_under_the_first_key(
    key_file: Path, data: bytes
) -> None:
    key_file.write_text("an old secret, made by hand\n", encoding="ascii")
    ring(anew=True)
    sealed = sealed_of_old("an old secret, made by hand", data)
    assert key_id_of(sealed) == "k1" and open_bytes(sealed) == data
    add_key(WRAP, at=LONG_AGO)
    assert open_bytes(sealed) == data


def test_an_old_row_that_begins_like_an_envelope_opens_too(key_file: Path, monkeypatch: Any) -> None:
    key_file.write_text("old", encoding="ascii")
    ring(anew=True)
    monkeypatch.setattr(os, "urandom", lambda count: MARK + bytes(count - len(MARK)))
    sealed = sealed_of_old("old", b"x" * 200)
    monkeypatch.undo()
    assert sealed.startswith(MARK) and open_bytes(sealed) == b"x" * 200


def test_a_lost_key_is_told_from_an_altered_row(key_file: Path) -> None:
    key = add_key(WRAP, at=LONG_AGO)
    sealed = seal_bytes(b"drum")
    drop_key(key)
    with pytest.raises(UnknownKeyError, match=key.id):
        open_bytes(sealed)


def test_the_first_key_makes_the_same_indexes_as_ever(key_file: Path) -> None:
    key_file.write_text("old", encoding="ascii")
    ring(anew=True)
    master = hashlib.sha256(b"old").digest()
    purpose = hmac.digest(master, b"blind-name", "sha256")
    assert blind("name", "Wang Wu") == hmac.digest(purpose, b"wangwu", "sha256")[:16]


@EASY
@given(value=TEXT)
def test_an_index_is_found_under_old_and_new_keys(key_file: Path, value: str) -> None:
    before, lasting = blind("name", value), blind(LASTING, value)
    add_key(BLIND, at=LONG_AGO)
    after = blind("name", value)
    assert blind(LASTING, value) == lasting, "a mark recognises a row for ever"
    if before is None:
        assert after is None and blinds("name", value) == []
    else:
        assert after != before and blinds("name", value)[0] == after and before in blinds("name", value)
        assert blind("phone", value) != after, "a hash of one purpose says nothing of another"


def test_a_key_for_one_use_serves_no_other(key_file: Path) -> None:
    sealed, index = seal_bytes(b"x"), blind("name", "Wang")
    add_key(BLIND, at=LONG_AGO)
    assert key_id_of(seal_bytes(b"x")) == key_id_of(sealed) == "k1"
    index = blind("name", "Wang")
    add_key(WRAP, at=LONG_AGO)
    assert blind("name", "Wang") == index and key_id_of(seal_bytes(b"x")) != "k1"


@pytest.mark.parametrize("line", ["wrap yesterday", "seal 2026-01-05 secret", "secret two"])
def test_a_broken_ring_is_refused_whole(key_file: Path, line: str) -> None:
    key_file.write_text(f"first\n{line}\n", encoding="ascii")
    with pytest.raises(Refusal, match=r"^identity\.ring_broken\("):
        ring(anew=True)


def test_another_process_sees_a_new_key_without_a_restart(key_file: Path) -> None:
    known = ring()
    text = key_file.read_text(encoding="ascii")
    key_file.write_text(f"{text}\nwrap 2026-01-05T00:00:00+00:00 of-another-process\n", encoding="ascii")
    assert ring() is known, "not looked at for every seal"
    assert len(ring(anew=True).of(WRAP)) == 2


@EASY
@given(name=st.text(min_size=1, max_size=60))
def test_a_mask_tells_one_sign_and_little_of_the_length(name: str) -> None:
    assert mask(name)[:1] == name[:1] and set(mask(name)[1:]) == {"*"} and 2 <= len(mask(name)) <= 4
