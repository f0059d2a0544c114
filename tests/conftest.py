"""What holds for every test: its group, the count of each group, and no skip in silence."""

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import settings

# The folder under tests/ names the group; a test in no such folder is a unit test.
GROUPS = ("unit", "rules", "properties", "build", "browser")
# These run the same lines many times over, which to count takes as long as to run; the others say what a line
# is for.
UNMEASURED = ("properties", "browser")
IN_CI = bool(os.environ.get("CI"))

# A slow machine is no fault of the code, and CI tries the same examples every time.
settings.register_profile("briefkit", deadline=None, derandomize=IN_CI, print_blob=True)
settings.load_profile("briefkit")


def group_of(nodeid: str) -> str:
    """The group of a test, from its address below the root: `tests/browser/test_page.py::test_x`."""
    folders = nodeid.split("::")[0].split("/")[1:-1]
    return folders[0] if folders and folders[0] in GROUPS else "unit"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write what is built to tests/golden/")


@pytest.fixture
def renew_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew; then read the diff."""
    return bool(request.config.getoption("renew_golden"))


def pytest_configure(config: pytest.Config) -> None:
    for group in GROUPS:
        config.addinivalue_line("markers", f"{group}: the group of a test, set from its folder")
    if not hasattr(config, "workerinput"):  # xdist's workers run tests; the session that started them counts
        config.pluginmanager.register(Count(config), "count")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        group = group_of(item.nodeid)
        item.add_marker(group)
        if group in UNMEASURED:
            item.add_marker("no_cover")


class Count:
    """What ran, by group and outcome; printed when all else is said."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.outcomes: dict[str, str] = {}  # a test, by its address → passed, failed or skipped
        self.reasons: dict[str, str] = {}  # what was skipped → why
        self.finished = False

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self.skip(report)
        elif report.failed:
            self.outcomes[report.nodeid] = "failed"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if hasattr(report, "wasxfail"):  # it ran and failed as foretold; pytest calls that skipped
            self.outcomes[report.nodeid] = "passed"
        elif report.skipped:
            self.skip(report)
        elif report.failed or (report.when == "call" and self.outcomes.get(report.nodeid) != "failed"):
            self.outcomes[report.nodeid] = report.outcome

    def skip(self, report: pytest.CollectReport | pytest.TestReport) -> None:
        self.outcomes[report.nodeid] = "skipped"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        self.reasons[report.nodeid] = reason.removeprefix("Skipped: ")

    def ran(self) -> Counter[str]:
        """Tests by group; a file that could not be read is a failure and no test."""
        return Counter(
            group_of(test) for test, outcome in self.outcomes.items() if outcome != "skipped" and "::" in test
        )

    def faults(self) -> Iterable[str]:
        """What is wrong with the session though no test failed."""
        if IN_CI:
            for test, reason in self.reasons.items():
                yield f"In CI a skipped test is a failure: {test}: {reason}"
        if is_whole_suite(self.config):
            ran = self.ran()
            for group in GROUPS:
                if not ran[group]:
                    yield f"No test of the group {group} ran"

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self.finished = not self.config.option.collectonly
        if session.exitstatus == pytest.ExitCode.OK and self.finished and any(self.faults()):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self) -> None:
        terminal = self.config.pluginmanager.get_plugin("terminalreporter")
        if not self.finished or terminal is None:
            return
        for fault in self.faults():
            terminal.write_line(fault, red=True)
        by_outcome = Counter(self.outcomes.values())
        skipped = f", {by_outcome['skipped']} skipped" if by_outcome["skipped"] else ""
        terminal.write_line(f"{by_outcome['passed']} passed, {by_outcome['failed']} failed{skipped}")
        ran = self.ran()
        terminal.write_line("Tests run: " + ", ".join(f"{group} {ran[group]}" for group in GROUPS))


def is_whole_suite(config: pytest.Config) -> bool:
    """Nothing on the command line left a test out."""
    chosen = ("keyword", "markexpr", "deselect", "ignore", "ignore_glob", "lf", "collectonly")
    everything = {config.rootpath, config.rootpath / "tests"}
    return not any(getattr(config.option, option, None) for option in chosen) and all(
        Path(config.invocation_params.dir, argument).resolve() in everything for argument in config.args
    )
