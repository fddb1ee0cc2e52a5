"""The black-box suite: its quick part on a real service, and that it notices when the service is weak."""

from collections.abc import AsyncIterator, Iterator
from typing import NamedTuple

import pytest

from gatehouse.app import create_app
from gatehouse.core.mail import MemoryMailer
from gatehouse.core.settings import Settings
from tests.attack.blackbox import __main__ as program
from tests.attack.blackbox import report
from tests.attack.blackbox.families import FAMILIES
from tests.attack.blackbox.own import create_admin
from tests.attack.blackbox.statistics import mann_whitney
from tests.attack.blackbox.suite import FALLEN, HELD, SKIPPED, Case, Family, Outcome, Progress, run
from tests.attack.blackbox.target import Misuse, Target
from tests.attack.weak import WEAKNESSES, Weak
from tests.support.live import live
from tests.support.server import another_database

ADMIN = "attack-administrator"
NOTICED = [  # the weakness, and a case that falls for it
    ("crashes", "malformed HTTP", "target '/.env'"),
    ("crashes", "malformed bodies", "JSON b'[]'"),
    ("toils", "costly bodies", "90,000 unknown fields"),
    ("trusts", "tokens", "alg 'none', no signature"),
    ("remembers", "sessions", "everything stops after sign-out"),
    ("remembers", "sessions", "everything stops after deactivation"),
    ("repeats", "races", "an idempotency key for an API key"),
    ("overlooks conditions", "races", "a change under one ETag"),
    ("opens", "routes by credential", "users.get by nobody"),
    ("opens", "routes by credential", "users.get by a disabled user"),
    ("mistakes", "escalation", "a key that writes users does not become a superuser"),
    ("forgives", "mass assignment", "me.update"),
    ("matches", "injection", "a percent sign and an underscore are found as such"),
    ("tells", "enumeration", "login, by the answer"),
    ("hesitates", "enumeration", "reset, in time"),
    ("believes", "limits", "an address that the caller makes up is not believed, whatever the header"),
    ("accepts", "recovery", "a reset token works once"),
    ("shrugs", "passwords", "'Password1!' is refused"),
    (
        "serves the loudest",
        "overload",
        "one person's guesses at their own password do not stop the logins of others",
    ),
    ("echoes", "secrets", "a secret in the fields of auth.login"),
]


class Deployment(NamedTuple):
    """A service that can be made weak, its mail, its URL, and the password of its administrator."""

    weak: Weak
    mailer: MemoryMailer
    url: str
    password: str


@pytest.fixture(scope="module")
async def deployment(settings: Settings) -> AsyncIterator[Deployment]:
    own, mailer = await another_database(settings, "attacked"), MemoryMailer()
    password = create_admin(own, ADMIN)
    weak = Weak(create_app(own, mailer))
    with live(weak) as wire:
        yield Deployment(weak, mailer, f"http://127.0.0.1:{wire.port}", password)


@pytest.fixture
async def attacked(deployment: Deployment) -> AsyncIterator[tuple[Weak, Target]]:
    mailers = (deployment.mailer,)
    target = Target(deployment.url, ADMIN, deployment.password, samples=30, many_mails=True, mailers=mailers)
    await target.open()
    yield deployment.weak, target
    deployment.weak.weakness = ""
    assert await target.close() == []


def the_case(family: str, name: str) -> Family:
    found = next(each for each in FAMILIES if each.name == family)
    return Family(family, cases=[case for case in found.cases if case.name == name])


async def test_the_quick_part_holds(attacked):
    _, target = attacked
    outcomes = await run(target, FAMILIES, Progress(), quick=True)
    told = "\n".join(report.lines(outcomes, 0, target.watch.hide))
    assert "FALLEN" not in told, told
    assert {outcome.case.family for outcome in outcomes if outcome.verdict == HELD} == {
        family.name
        for family in FAMILIES
        if family.name != "overload"  # takes too long to be quick
    }
    assert [outcome.case.name for outcome in outcomes if outcome.verdict == SKIPPED] == []


@pytest.mark.parametrize(("weakness", "family", "name"), NOTICED)
async def test_a_weakness_is_noticed(attacked, weakness, family, name):
    weak, target = attacked
    weak.weakness = weakness
    (outcome,) = await run(target, [the_case(family, name)], Progress())
    assert outcome.verdict == FALLEN
    told = "\n".join(report.lines([outcome], 1, target.watch.hide))
    assert name in told
    assert not [secret for secret in target.watch.secrets if secret in told]


def test_every_weakness_is_tried():
    assert {weakness for weakness, _, _ in NOTICED} == set(WEAKNESSES)
    assert {family for _, family, _ in NOTICED} == {family.name for family in FAMILIES}


async def test_nothing_is_left_behind(deployment):
    target = Target(deployment.url, ADMIN, deployment.password)
    await target.open()
    await target.person()
    role = await target.role("users:read")
    assert await target.close() == []
    again = Target(deployment.url, ADMIN, deployment.password)
    await again.open()
    found = (await again.admin.get("/users", params={"search": target.run})).json()["items"]
    assert [user["username"] for user in found] == []
    assert (await again.admin.get(f"/admin/roles/{role}")).status_code == 404
    await again.close()


class TestMisuse:
    @pytest.mark.parametrize("url", ["localhost", "ftp://localhost", "http://localhost/api", "http://"])
    def test_what_is_no_deployment(self, url):
        with pytest.raises(Misuse, match="https://accounts"):
            Target(url, ADMIN, "x")

    async def test_where_nobody_answers(self):
        with pytest.raises(Misuse, match="no Gatehouse answers"):
            await Target("http://127.0.0.1:1", ADMIN, "x").open()

    async def test_a_wrong_password(self, deployment):
        with pytest.raises(Misuse, match="cannot sign in"):
            await Target(deployment.url, ADMIN, "x").open()

    async def test_somebody_who_is_no_administrator(self, attacked):
        _, target = attacked
        person = await target.person()
        with pytest.raises(Misuse, match="users:delete"):
            await Target(target.url, person.email, person.password).open()

    @pytest.mark.parametrize(
        "arguments", [["--url", "http://x"], ["--admin", "x"], ["--only", "x"], ["--password", "x"]]
    )
    def test_arguments(self, monkeypatch, arguments):
        monkeypatch.setattr("sys.argv", ["attack", *arguments])
        with pytest.raises(SystemExit) as ended:
            program.main()
        assert ended.value.code == 2


def outcomes_of(*verdicts: str) -> Iterator[Outcome]:
    async def attack(_target: Target) -> None: ...

    for number, verdict in enumerate(verdicts):
        yield Outcome(Case("doors", f"case {number}", attack, quick=False), verdict)


def test_the_table_counts():
    told = list(report.lines(list(outcomes_of(HELD, HELD, FALLEN, SKIPPED)), 1.2, str))
    assert told[-2].split() == ["in", "all", "3", "2", "1", "1"]


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ([1.0, 2.0, 3.0] * 30, [1.0, 2.0, 3.0] * 30, False),
        ([float(n) for n in range(100)], [n + 0.5 for n in range(100)], False),
        ([float(n) for n in range(100)], [n + 60.0 for n in range(100)], True),
    ],
)
def test_two_samples_are_told_apart(first, second, apart):
    assert (mann_whitney(first, second)[0] < 1e-4) is apart
