"""Whatever is done to a stream, the chain tells."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dengwen.base.canonical import canonical_json
from dengwen.foundation.ledger.chain import GENESIS, entry_hash
from dengwen.foundation.ledger.reads.verify_chains import StoredEntry, Stream, check_stream

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def _stream(words: list[str]) -> Stream:
    entries: list[StoredEntry] = []
    prev = GENESIS
    for number, word in enumerate(words, start=1):
        at = START + timedelta(minutes=number)
        payload = canonical_json({"said": word, "number": number})
        digest = entry_hash(
            kind="case", subject=7, seq=number, event="said", actor_post=3, at=at, payload=payload, prev=prev
        )
        entries.append(StoredEntry("case", 7, number, "said", 3, at, payload, prev, digest))
        prev = digest
    return Stream("case", 7, entries, (len(entries), prev))


streams = st.lists(st.text(max_size=20), min_size=2, max_size=8).map(_stream)


def _with(stream: Stream, entries: list[StoredEntry]) -> Stream:
    return replace(stream, entries=entries)


@given(streams)
def test_an_untouched_stream_is_whole(stream: Stream) -> None:
    assert check_stream(stream) == []


@given(streams, st.data(), st.text(min_size=1, max_size=5))
def test_an_altered_entry_is_named(stream: Stream, data: st.DataObject, extra: str) -> None:
    place = data.draw(st.integers(0, len(stream.entries) - 1))
    changed = list(stream.entries)
    changed[place] = replace(changed[place], payload=changed[place].payload + extra)
    found = check_stream(_with(stream, changed))
    assert [(finding.seq, finding.what) for finding in found] == [(place + 1, "altered")]


@given(streams, st.data())
def test_a_missing_entry_is_named(stream: Stream, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(stream.entries) - 1))
    left = [entry for entry in stream.entries if entry.seq != place + 1]
    found = check_stream(_with(stream, left))
    expected = "missing" if place + 1 < len(stream.entries) else "cut"
    assert (place + 1, expected) in [(finding.seq, finding.what) for finding in found]


@given(streams, st.data())
def test_two_swapped_entries_are_named(stream: Stream, data: st.DataObject) -> None:
    one = data.draw(st.integers(0, len(stream.entries) - 2))
    two = data.draw(st.integers(one + 1, len(stream.entries) - 1))
    changed = list(stream.entries)
    changed[one] = replace(stream.entries[two], seq=one + 1)
    changed[two] = replace(stream.entries[one], seq=two + 1)
    moved = {finding.seq for finding in check_stream(_with(stream, changed)) if finding.what == "moved"}
    assert moved == {one + 1, two + 1}


@given(streams, st.data())
def test_a_cut_tail_is_named_even_if_the_rest_is_perfect(stream: Stream, data: st.DataObject) -> None:
    keep = data.draw(st.integers(0, len(stream.entries) - 1))
    found = check_stream(_with(stream, stream.entries[:keep]))
    assert [finding.what for finding in found] == ["cut"]
    assert found[0].seq == keep + 1


@given(streams, st.data())
def test_a_back_dated_entry_is_named(stream: Stream, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(stream.entries) - 1))
    changed = list(stream.entries)
    changed[place] = replace(changed[place], at=START)
    what = {(finding.seq, finding.what) for finding in check_stream(_with(stream, changed))}
    assert {(place + 1, "altered"), (place + 1, "back_dated")} <= what
