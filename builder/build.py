"""The pipeline, from a folder of YAML to packages: read, check, plan, render, write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from builder.beside import write_card, write_documents, write_sheet
from builder.cache import NO_CACHE, NO_VALUES, Cache, Values
from builder.diagnostics import Report
from builder.files import Tree, read_all, replacing
from builder.package import write_folder, write_zip
from builder.packing import package_files
from builder.plan.lock import LOCK_FILE, read_lock
from builder.plan.locked import lock_changes
from builder.preparing import Built, Outcome, Prepared, lock_in, survey
from builder.targets import TARGETS
from builder.targets.base import Target
from builder.xapi.needed import no_iri

Progress = Callable[[str], None]
"""Told what the build does now, in the user's words."""


def build(
    source: Path,
    out: Path,
    targets: Sequence[str],
    progress: Progress = lambda doing: None,
    *,
    locked: bool = False,
    cache: Cache = NO_CACHE,
    known: Values = NO_VALUES,
    languages: Sequence[str] = (),
) -> Outcome:
    """Build the course in `source` for each of `targets` into the folder `out`.

    Each package is made in the course's language and in those that it lists, or once with a menu of
    them; with `languages`, in these alone, each by itself.

    Nothing is written when the course has errors; an older package stays as it was. With `locked`
    it is an error if the tracking lock would change. What `cache` has of this course, and what is
    `known` of its files, is not worked out again.

    Raises:
        NotADirectoryError: `source` is no folder.
        OSError: the disk refuses.
    """
    progress("Reading the course")
    prepared, outcome = survey(source, targets, languages, known)
    tree, report = outcome.tree, outcome.report
    if prepared is not None and locked:
        before, after = lock_in(tree, Report()), read_lock(prepared.lock_text)[0]
        report.add(lock_changes(before, after, prepared.plan))
    if prepared is None or report.failed:
        return outcome
    outcome.alone = prepared.theme.alone
    if not locked:
        # First of all: no package may go out into the world with numbers that were not kept.
        _keep_lock(source, tree, prepared.lock_text)
    own = prepared.course.language
    for edition in outcome.editions:
        language = edition.course.language
        for name in targets:
            progress(f"Making the {name} package" + (f" ({language})" if language != own else ""))
            outcome.built.append(_make(edition, tree, TARGETS[name], out, own, cache))
    if any(TARGETS[name].form == "zip" for name in targets):
        progress("Writing the set-up card")
        outcome.card = write_card(prepared, outcome.built, out)
    progress("Writing the sheet of access")
    outcome.access = write_sheet(prepared, outcome, out, known)
    if prepared.course.iri:
        outcome.documents = write_documents(prepared.plan, out)
    return outcome


def described(source: Path, out: Path) -> Outcome:
    """The course's statements and their profile alone, without a package.

    Raises:
        NotADirectoryError: `source` is no folder.
        OSError: the disk refuses.
    """
    prepared, outcome = survey(source, [])
    if prepared is None:
        return outcome
    outcome.report.add(no_iri(prepared.course))
    if not outcome.report.failed:
        outcome.documents = write_documents(prepared.plan, out)
    return outcome


def _keep_lock(source: Path, tree: Tree, text: str) -> None:
    """Write the lock if it changed."""
    data = text.encode("utf-8")
    if LOCK_FILE not in tree or read_all(tree[LOCK_FILE]) != data:
        with replacing(source / LOCK_FILE) as stream:
            stream.write(data)


def _make(
    prepared: Prepared, tree: Tree, target: Target, out: Path, own: str, cache: Cache
) -> Built:
    """A package; its name says the language where that is not the course's own."""
    files = package_files(prepared, tree, target, cache)
    course, language = prepared.course, prepared.course.language
    parts = (course.id, course.version, *([language] if language != own else []), target.name)
    name = "-".join(parts)
    if target.form == "zip":
        path = out / f"{name}.zip"
        size, fingerprint = write_zip(files, path, cache.crc)
    else:
        path = out / name
        size, fingerprint = write_folder(files, path), ""
    return Built(
        target=target.name,
        language=language,
        path=path,
        size=size,
        files=len(files),
        advice=target.advice(prepared.plan),
        room=target.room,
        fingerprint=fingerprint,
        further=tuple(one.course.language for one in prepared.further),
    )
