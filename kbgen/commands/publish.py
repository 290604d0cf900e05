"""``kbgen publish``."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from kbgen.commands import options
from kbgen.commands.build import built, said
from kbgen.errors import DONE, WrongUse
from kbgen.problems import did_you_mean

if TYPE_CHECKING:
    from kbgen.config import Config, Place
    from kbgen.delivery.carrier import Carrier
    from kbgen.delivery.deliver import Delivery
    from kbgen.delivery.destination import Destination


@click.command(
    "publish",
    help="""Build the site and bring what changed to where readers see it.

DESTINATION is a folder (/var/www/help), a host that is reached by rsync over SSH (user@host:/var/www/help), object
storage (s3://bucket/folder), or a name that “publish” in mkdocs.yml gives to one of these. Without it, the one that
mkdocs.yml names.

Assets are sent first, then pages, and what is gone is deleted last. Files that kbgen did not publish are left
alone.""",
)
@options.config_file
@click.argument("destination", required=False)
@click.option("--dry-run", is_flag=True, help="Build, but only say what would be sent and deleted.")
@click.option("--no-build", is_flag=True, help="Publish the site as it was built last.")
@click.option("--keep-going", is_flag=True, help="Leave out articles with errors and publish the rest.")
@click.option("--strict", is_flag=True, help="Publish only if “kbgen check --strict” would find nothing.")
@click.option(
    "--changes", "form", type=click.Choice(["text", "json"]), help="Print the paths that were added, changed, removed."
)
def command(
    config_file: Path,
    destination: str | None,
    dry_run: bool,
    no_build: bool,
    keep_going: bool,
    strict: bool,
    form: str | None,
) -> int:
    """Build, deliver, and say what was delivered."""
    begun = perf_counter()
    from kbgen.publish.unchanged import WORKSHOP, Request

    config, _ = options.configured(config_file)
    if no_build and (strict or keep_going):
        raise WrongUse("--strict and --keep-going are about building, which --no-build leaves out")
    goal = _destination(config, destination)
    carrier = _carrier(config, goal)
    quiet = form is not None
    if not no_build:
        request = Request(config_file, None, drafts=False, keep_going=keep_going)
        result, _ = built(request, strict=strict)
        click.echo(said(request, result), err=quiet)

    from kbgen.delivery import files
    from kbgen.delivery.deliver import deliver
    from kbgen.publish import lock

    progress = options.Progress()
    # A build would replace the site under our hands, and two publications would get in each other's way.
    with lock.alone(config.root / WORKSHOP / "lock", waiting=options.waiting):
        try:
            site = files.read(config.site_dir, config.relative(config.site_dir))
            delivery = deliver(carrier, site, dry_run=dry_run, progress=progress)
        finally:
            progress.end()
    _warn(delivery, goal)
    if form:
        click.echo(options.changes(delivery.changes, form))
    if dry_run and not form:
        click.echo(_steps(delivery), nl=bool(delivery.steps))
    click.echo(_summary(delivery, goal, dry_run, perf_counter() - begun), err=quiet)
    return DONE


def _destination(config: Config, given: str | None) -> Destination:
    """The destination that the command line or mkdocs.yml names."""
    from kbgen.delivery.destination import parse

    place = _place(config, given)
    if place is None:
        assert given is not None
        return parse(given, base=Path.cwd())
    try:
        return parse(place.to, base=config.root, endpoint=place.endpoint, region=place.region)
    except WrongUse as error:
        raise WrongUse(f"{config.path.name}:{place.line}: {error.message}", hint=error.hint) from None


def _place(config: Config, given: str | None) -> Place | None:
    """The destination of mkdocs.yml that is meant; None where ``given`` is an address itself."""
    named = {place.name: place for place in config.publish}
    names = ", ".join(named)
    if given is None:
        if len(named) == 1:
            return config.publish[0]
        if named:
            raise WrongUse(f"there are several destinations: {names}", hint=f"say which: kbgen publish {min(named)}")
        raise WrongUse(
            "it is not known where to publish",
            hint="name it: kbgen publish user@host:/var/www/help; or write it into mkdocs.yml as “publish”",
        )
    if given in named and given:
        return named[given]
    if given and not set(given) & set("/:\\.~"):
        hint = did_you_mean(given, [name for name in named if name])
        raise WrongUse(
            f"mkdocs.yml names no destination “{given}”", hint=hint or f"a folder is written with a slash: ./{given}"
        )
    return None


def _carrier(config: Config, goal: Destination) -> Carrier:
    """What brings files there; raises WrongUse before anything is built where it cannot work at all."""
    from kbgen.delivery.destination import Bucket, Folder, Host

    source = config.site_dir
    match goal:
        case Folder(path):
            from kbgen.delivery.folder import FolderCarrier
            from kbgen.publish.output import refuse_misplaced

            place = path.absolute()
            refuse_misplaced(place, config.root, config.content_dir)
            if _overlap(place, source):
                raise WrongUse(
                    f"{place} is where kbgen builds the site",
                    hint="publish to another folder, neither in it nor around",
                )
            return FolderCarrier(source, place.resolve())
        case Host():
            from kbgen.delivery.rsync import RsyncCarrier

            return RsyncCarrier(source, goal)
        case Bucket():
            from kbgen.delivery.bucket import BucketCarrier

            return BucketCarrier(source, goal)


def _overlap(one: Path, other: Path) -> bool:
    one, other = one.resolve(), other.resolve()
    return one.is_relative_to(other) or other.is_relative_to(one)


def _warn(delivery: Delivery, goal: Destination) -> None:
    from kbgen.delivery.carrier import unreadable

    if delivery.damaged:
        click.secho(unreadable(str(goal)), fg="yellow", err=True)
    for path in delivery.adopted:
        click.secho(f"replaced, though somebody else had put it there: {path}", fg="yellow", err=True)


def _steps(delivery: Delivery) -> str:
    """What would happen, in its order."""
    from kbgen.delivery.decide import Put

    new = set(delivery.changes.added)
    rows = []
    for step in delivery.steps:
        puts = isinstance(step, Put)
        rows.append(f"{'send' if puts else 'delete'} {step.title}:")
        rows += [f"  {('+' if path in new else '~') if puts else '-'} {path}" for path in step.paths]
    return "\n".join(rows)


def _summary(delivery: Delivery, goal: Destination, dry_run: bool, seconds: float) -> str:
    if not delivery.steps:
        return f"{goal} is up to date, nothing to send ({seconds:.1f} s)"
    sent = len(delivery.changes.added) + len(delivery.changes.changed)
    deleted = len(delivery.changes.removed)
    would = "would be " if dry_run else ""
    parts = [f"{sent} files ({_size(delivery.size)}) {would}sent to {goal}"]
    if deleted:
        parts.append(f"{deleted} {would}deleted")
    return f"{', '.join(parts)} ({seconds:.1f} s)"


def _size(count: float) -> str:
    for unit in ("bytes", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"
