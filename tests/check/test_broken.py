"""Whatever stands in a file: a report with places inside the file, never an exception."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builder.check import check_course
from builder.diagnostics import Report
from builder.files import Memory
from builder.located import located
from builder.model.read import read_course
from builder.source.places import locate
from builder.source.text import decode, lines_of
from builder.source.yaml import read
from tests.check.breaking import places
from tests.model.sample import TEXTS, sample

few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
many = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))

yamlish = st.text(
    st.sampled_from([*"ab:- \n\t[]{},'\"|>&*!?#%@\\~.0", "\r", "é", "😀", "\u2028", "\x85"]),
    max_size=80,
)


def all_is_well(files: dict[str, Memory]) -> Report:
    """Read and check; every finding must stand inside its file."""
    reading = read_course(files)
    report = reading.report
    assert (reading.course is None) == report.failed
    assert report.failed or not reading.gaps.by_file
    report.add(check_course(reading.part, files, reading.gaps))
    lines_by_file = {
        name: lines_of(content.data.decode("utf-8-sig", errors="replace"))
        for name, content in files.items()
    }
    for one in located(report, files):
        lines, span = lines_by_file.get(one.found.place.file, [""]), one.span
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert one.found.message[-1] in ".?!"
        assert one.found.hint
        assert "Input should" not in one.found.message
    return report


@few
@given(st.binary(max_size=60) | yamlish.map(str.encode))
@example(b"\xef\xbb\xbf")
@example("a: \u2028b: c\n".encode())
@example(b"\xff\xfea\0")
def test_any_bytes_in_a_module(data: bytes):
    files = sample()
    files["modules/first.yaml"] = Memory(data)
    all_is_well(files)


@many
@given(yamlish)
def test_any_text_can_be_parsed_and_located(text: str):
    parsed = read(text.encode(), "x.yaml")
    assert (parsed.data is not None) or parsed.diagnostics
    decoded, _ = decode(text.encode(), "x.yaml")
    lines = lines_of(decoded or "")
    for span in locate(decoded or "").values():
        assert 1 <= span.line <= len(lines)
        assert (span.line, span.column) <= (span.end_line, span.end_column)


@many
@given(yamlish)
def test_good_data_is_what_a_plain_yaml_reader_gives(text: str):
    parsed = read(text.encode(), "x.yaml")
    if not parsed.diagnostics:
        assert parsed.data == yaml.load(text, Loader=yaml.CBaseLoader) or parsed.empty


@st.composite
def mutations(draw: st.DrawFn) -> tuple[str, str]:
    """A file of the sample with a line or some characters taken out, put in or doubled."""
    name = draw(st.sampled_from(sorted(TEXTS)))
    text = TEXTS[name]
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.sampled_from([mutated_lines, mutated_signs]))(draw, text)
    return name, text


def mutated_lines(draw: st.DrawFn, text: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at = draw(st.integers(0, len(lines) - 1))
    how = draw(st.sampled_from(["delete", "double", "move", "indent", "outdent"]))
    line = lines[at]
    if how == "delete":
        lines[at] = ""
    elif how == "double":
        lines.insert(at, line)
    elif how == "move":
        lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
    else:
        lines[at] = f"  {line}" if how == "indent" else line.removeprefix("  ")
    return "".join(lines)


def mutated_signs(draw: st.DrawFn, text: str) -> str:
    at = draw(st.integers(0, len(text)))
    end = min(len(text), at + draw(st.integers(0, 5)))
    return text[:at] + draw(yamlish.filter(lambda t: len(t) < 6)) + text[end:]


@settings(many, max_examples=100)
@given(mutations())
def test_good_files_with_something_broken(mutation: tuple[str, str]):
    name, text = mutation
    all_is_well({**sample(), name: Memory(text.encode())})


texts = st.sampled_from(["", "x", "first", "1", "true", "media/circle.svg", "start", "80%", "a b"])
keys = st.sampled_from(
    (
        *("module", "page", "pages", "blocks", "title", "text", "question", "kind", "choices"),
        *("answer", "rate", "scale", "scenario", "scenes", "debrief", "reflect", "prompts", "x"),
    )
)
structures: st.SearchStrategy[Any] = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)


@few
@given(st.sampled_from(sorted(TEXTS)), structures)
def test_any_structure_in_any_file(name: str, data: Any):
    all_is_well({**sample(), name: Memory(yaml.safe_dump(data).encode())})


@few
@given(st.data())
def test_another_value_anywhere_in_a_good_file(data: st.DataObject):
    name = data.draw(st.sampled_from(sorted(TEXTS)))
    content = read(TEXTS[name].encode(), name).data
    path = data.draw(st.sampled_from(list(places(content))))
    holder = content
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = data.draw(structures | st.just("1" * 5_000) | st.just("nan"))
    text = yaml.safe_dump(content, sort_keys=False)
    report = all_is_well({**sample(), name: Memory(text.encode())})
    assert all(found.code != "BC299" for found in report)


def test_huge_files_are_read_or_refused_quickly():
    module = TEXTS["modules/second.yaml"]
    page = module[module.index("  - page") :]
    big = module + "".join(page.replace("play", f"play-{n}") for n in range(200))
    all_is_well({**sample(), "modules/second.yaml": Memory(big.encode())})
    all_is_well({**sample(), "modules/second.yaml": Memory(b"a: b\n" * 5_000)})
