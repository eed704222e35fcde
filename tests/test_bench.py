"""What the benchmark makes itself: the slow line, and tasks read from a trace."""

from typing import Any
from urllib.request import Request, urlopen

import pytest

from tools.bench.history import tables
from tools.bench.server import PIECE, Line, served
from tools.bench.start import summary, tasks

PAGE = "http://localhost/index.html"


class Clock:
    """A time that passes only while someone sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.late = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds + self.late


def line(clock: Clock, rate: float = PIECE) -> Line:
    """One that carries a piece in a second."""
    return Line(0.5, rate, clock=clock, sleep=clock.sleep)


def test_an_answer_waits_and_then_comes_in_pieces_as_fast_as_the_line() -> None:
    clock = Clock()
    slow = line(clock)
    slow.wait()
    assert clock.now == 100.5
    sent = bytes(range(250)) * 14
    arrived = [(piece, clock.now) for piece in slow.pieces(sent)]
    assert b"".join(piece for piece, _ in arrived) == sent
    assert [len(piece) for piece, _ in arrived] == [PIECE, PIECE, 500]
    assert [when for _, when in arrived] == pytest.approx([101.5, 102.5, 102.5 + 1 / 3])


def test_two_answers_share_the_line() -> None:
    clock = Clock()
    slow = line(clock)
    one, other = slow.pieces(bytes(2 * PIECE)), slow.pieces(bytes(2 * PIECE))
    times = []
    for answer in (one, other, one, other):
        next(answer)
        times.append(clock.now)
    assert times == [101, 102, 103, 104]


def test_who_wakes_up_late_loses_nothing_of_the_line() -> None:
    clock = Clock()
    clock.late = 0.25
    assert [clock.now for _ in line(clock).pieces(bytes(3 * PIECE))] == [101.25, 102.25, 103.25]


def test_a_line_where_nothing_was_asked_for_has_saved_up_nothing() -> None:
    clock = Clock()
    slow = line(clock)
    list(slow.pieces(bytes(PIECE)))
    clock.now += 60
    assert [clock.now for _ in slow.pieces(bytes(2 * PIECE))] == [162, 163]


def test_a_server_at_the_end_of_a_line_sends_what_it_sends_without_one(tmp_path: Any) -> None:
    page = "<p>" + "slow " * 2_000
    (tmp_path / "index.html").write_text(page)
    (tmp_path / "film.mp4").write_bytes(bytes(5 * PIECE))
    quick = Clock()
    for between in (None, line(quick)):
        with served(tmp_path, between) as address:
            film = address.replace("index.html", "film.mp4")
            with urlopen(film) as answer:
                assert answer.read() == bytes(5 * PIECE)
            with urlopen(Request(address, method="HEAD")) as answer:
                assert answer.headers["Content-Encoding"] == "gzip"
                assert int(answer.headers["Content-Length"]) < len(page)
    assert quick.now == 106  # two answers, and five pieces of one


def event(name: str, ts: int, dur: int, *, thread: int = 1, **args: object) -> dict[str, Any]:
    return {"name": name, "ph": "X", "pid": 7, "tid": thread, "ts": ts, "dur": dur, "tdur": dur - 1,
            "args": args}  # fmt: skip


def test_tasks_are_those_of_the_thread_that_reads_the_page() -> None:
    events = [
        {"name": "thread_name", "ph": "M", "pid": 7, "tid": 1, "ts": 0, "args": {}},
        event("RunTask", 1_000, 90_001),  # over before anything came
        event("RunTask", 100_000, 30_001),
        event("ParseHTML", 101_000, 500, beginData={"url": PAGE}),
        event("RunTask", 120_000, 5_000),  # within a task
        event("RunTask", 150_000, 200_000, thread=2),
        event("Layout", 160_000, 55_000),
        event("RunTask", 160_000, 60_001),
        event("ParseHTML", 170_000, 500, beginData={"url": "about:blank"}),
    ]
    assert tasks(reversed(events), PAGE) == [(-1, 30), (59, 60)]


def test_a_trace_without_the_page_is_no_fast_start() -> None:
    with pytest.raises(ValueError, match=r"index\.html"):
        tasks([event("RunTask", 0, 10)], PAGE)


def test_a_task_is_long_above_fifty_milliseconds() -> None:
    assert summary([(-1.2, 30), (59, 60.4), (200, 50)]) == {"longest": 60, "long": [[59, 60]]}
    assert summary([(0, 30.4)]) == {"longest": 30, "long": []}


def test_the_table_tells_of_all_starts() -> None:
    row = {
        "course": "M", "text": 780, "alive": 1270, "answer": 30, "requests": 4, "heap": 2_700_000,
        "page_bytes": 253_000, "calls_at_start": {"get": 15, "commit": 1}, "calls_of_a_turn": {},
        "calls_of_an_answer": {}, "calls_of_a_walk": {},
        "starts": [{"longest": longest, "long": []} for longest in (61, 36, 45)],
    }  # fmt: skip
    text = tables({"machine": "Some", "runs": 3, "author": [], "learner": [row]})
    assert "| longest task of a start, ms | 45 (36 to 61) |" in text
