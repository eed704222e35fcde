"""The two commands for SCORM and xAPI together: reading files, asking, saying what came of it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import click
from pydantic import StringConstraints, TypeAdapter, ValidationError

from builder.files import replacing
from builder.model.course import IRI
from builder.record import record
from builder.release.read import Release
from builder.sending import Account, Statement, batches, read_statements
from builder.sending import send as deliver
from builder.tracks.convert import Converted, Settings, convert
from builder.tracks.form import TIME, Address, TracksError
from builder.tracks.moodle import read_any
from builder.wording import counted
from builder.xapi.listing import as_json
from builder.xapi.vocabulary import NoIriError, vocabulary_of

KEY = "BUILD_COURSE_LRS_KEY"
SECRET = "BUILD_COURSE_LRS_SECRET"  # noqa: S105 - the name of a variable
MOST_REFUSALS = 20


class NotPossibleError(Exception):
    """Why a command cannot do what it is asked for: a sentence for a person."""


@record
class Wanted:
    """What was said on the command line about tracks."""

    iri: str | None = None
    home_page: str | None = None
    time: str | None = None


def convert_file(tracks: Path, release: Release, wanted: Wanted, out: Path) -> bool:
    """Write the statements of the attempts in a file, and say how many there are.

    Raises:
        NotPossibleError: what was given does not do.
        OSError: the disk refuses.
    """
    try:
        vocabulary = vocabulary_of(release.plan, _iri(wanted.iri))
        attempts = read_any(tracks.read_bytes().decode("utf-8"))
        found = convert(release.plan, vocabulary, attempts, _settings(wanted))
    except NoIriError as error:
        raise NotPossibleError(
            "The package has no iri, from which everything in xAPI gets its id: give it with --iri."
        ) from error
    except UnicodeDecodeError as error:
        raise NotPossibleError(f"{tracks} is not in UTF-8.") from error
    except TracksError as error:
        raise NotPossibleError(f"{tracks}: {error}") from error
    path = out / f"{tracks.stem}-statements.json"
    if path.resolve() == tracks.resolve():
        raise NotPossibleError(f"The statements would replace {tracks}: choose another --out.")
    with replacing(path) as stream:
        stream.write(as_json(found.statements))
    _say(found, path)
    return True


def _say(found: Converted, path: Path) -> None:
    for note in found.notes:
        click.echo(f"note: {note}", err=True)
    click.echo(click.style(str(path), bold=True))
    made = counted(len(found.statements), "statement")
    click.echo(f"  {made} of {counted(found.attempts, 'attempt')}")


def _iri(given: str | None) -> str | None:
    if given is None:
        return None
    known = TypeAdapter(Annotated[str, StringConstraints(pattern=IRI)])
    iri: str = _checked(known, given, "--iri", "https://courses.example.org/my-course")
    return iri.rstrip("/")


def _settings(wanted: Wanted) -> Settings:
    home = wanted.home_page
    if home is not None:
        home = _checked(TypeAdapter(Address), home, "--home-page", "https://lms.example.org")
    time = wanted.time
    if time is not None:
        time = _checked(TIME, time, "--time", "2026-05-04T08:00:00Z")
    return Settings(home, time)


def _checked(adapter: TypeAdapter[Any], given: str, option: str, like: str) -> Any:
    try:
        return adapter.validate_python(given)
    except ValidationError as error:
        raise NotPossibleError(f"{option} must look like {like}.") from error


def send_file(file: Path, url: str, *, dry_run: bool) -> bool:
    """Send the statements in a file, and say what became of them. Whether the LRS has them all.

    Raises:
        NotPossibleError: what was given does not do.
        OSError: the disk refuses.
    """
    from builder.lrs import AddressError, RemoteStore, checked, wait

    statements = _statements_in(file)
    try:
        checked(url)
    except AddressError as error:
        raise NotPossibleError(str(error)) from error
    if dry_run:
        parts = counted(len(list(batches(statements))), "batch", "batches")
        click.echo(
            f"{counted(len(statements), 'statement')} would go in {parts}; nothing was sent."
        )
        return True
    key, secret = _credentials()
    with _bar(len(statements)) as progress:
        account = deliver(statements, RemoteStore(url, key, secret), wait, progress)
    _account(account)
    return account.complete


def _statements_in(file: Path) -> list[Statement]:
    from builder.lrs import understood

    try:
        statements = read_statements(json.loads(file.read_bytes().decode("utf-8-sig")))
        for number, one in enumerate(statements, start=1):
            _must_be_xapi(understood, one, number)
    except UnicodeDecodeError as error:
        raise NotPossibleError(f"{file} is not in UTF-8.") from error
    except json.JSONDecodeError as error:
        raise NotPossibleError(f"{file} is not JSON: {error}.") from error
    except (ValueError, RecursionError) as error:
        raise NotPossibleError(f"{file}: {error}") from error
    return statements


def _must_be_xapi(
    understood: Callable[[Sequence[Statement]], object], one: Statement, number: int
) -> None:
    """For tincan, which raises whatever its parts raise."""
    try:
        understood([one])
    except Exception as error:
        reason = " ".join(str(error).split())
        raise ValueError(f"Statement {number} is not xAPI: {reason}") from error


def _credentials() -> tuple[str, str]:
    """From the environment, or asked for; never from a file, never shown."""
    key, secret = os.environ.get(KEY, ""), os.environ.get(SECRET, "")
    try:
        key = key or click.prompt("Name for the LRS", err=True)
        secret = secret or click.prompt("Password for the LRS", hide_input=True, err=True)
    except click.Abort as error:
        raise NotPossibleError(
            f"Without name and password ({KEY}, {SECRET}) nothing goes."
        ) from error
    return key, secret


@contextmanager
def _bar(total: int) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal; elsewhere a line now and then would only be noise."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console as Rich
    from rich.progress import Progress

    with Progress(console=Rich(stderr=True), transient=True) as bars:
        task = bars.add_task("Sending", total=total)
        yield lambda done: bars.update(task, completed=done)


def _account(account: Account) -> None:
    click.echo(f"accepted       {account.accepted}")
    click.echo(f"already there  {account.present}")
    click.echo(f"refused        {len(account.refused)}")
    for identifier, reason in list(account.refused.items())[:MOST_REFUSALS]:
        click.echo(f"  {identifier}  {reason}")
    if len(account.refused) > MOST_REFUSALS:
        click.echo(f"  … and {len(account.refused) - MOST_REFUSALS} more")
    if account.unsent:
        click.echo(f"not sent       {account.unsent}")
        click.echo(
            f"{account.stopped} Send the file again later: nothing is counted twice.", err=True
        )
