"""Plug-ins: an example package is built, installed and used for real; what can go wrong with one is said."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from cleaner import Config, Pipeline
from cleaner.errors import ConfigError
from cleaner.own import plugins

PACKAGE = Path(__file__).parent / "cleaner-acme"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the example package was installed."""
    pytest.importorskip("pip", reason="the example package is installed with pip")
    wheels, target = (tmp_path_factory.mktemp(name) for name in ("wheels", "target"))
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--target", str(target)]
    subprocess.run([*command, str(wheel(wheels))], check=True, capture_output=True)
    return target


def wheel(folder: Path) -> Path:
    """The example package as a wheel, without a build tool: these are the files that the format asks for."""
    project = tomllib.loads((PACKAGE / "pyproject.toml").read_text())["project"]
    name = project["name"].replace("-", "_")
    info = f"{name}-{project['version']}.dist-info"
    points = [
        f"[{group}]\n" + "".join(f"{point} = {value}\n" for point, value in entries.items())
        for group, entries in project["entry-points"].items()
    ]
    path = folder / f"{name}-{project['version']}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(PACKAGE / name / "__init__.py", f"{name}/__init__.py")
        head = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
        archive.writestr(f"{info}/METADATA", head)
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/entry_points.txt", "".join(points))
        archive.writestr(f"{info}/RECORD", "".join(f"{each},,\n" for each in [*archive.namelist(), f"{info}/RECORD"]))
    return path


@pytest.fixture
def acme(installed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example package, where this process finds it."""
    monkeypatch.syspath_prepend(str(installed))
    return installed


def problems(**settings: object) -> str:
    with pytest.raises(ConfigError) as caught:
        Config.make(**settings)
    return str(caught.value)


def command(installed: Path, folder: Path, *args: str, text: str = "") -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(installed), str(ROOT)])
    return subprocess.run(
        [sys.executable, "-m", "cleaner", *args],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths},
    )


def test_it_cleans_in_a_process_of_its_own_where_the_configuration_names_it(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text('plugins = ["cleaner-acme"]\n')
    text = "ACME-1204 The bridge is open.\n"
    assert command(installed, tmp_path, "fix", text=text).stdout == "The bridge is open.\n"
    assert command(installed, tmp_path, "fix", "--isolated", text=text).stdout == text
    assert command(installed, tmp_path, "fix", "--ignore", "acme/slug", text=text).stdout == text
    assert "acme/slug" in command(installed, tmp_path, "rule", "--all").stdout
    tested = command(installed, tmp_path, "rule", "acme/slug", "--test")
    assert (tested.returncode, "0 broken" in tested.stderr) == (0, True)


def test_after_its_removal_the_setting_is_a_mistake_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text('lang = "en"\nplugins = ["cleaner-gone"]\n')
    with pytest.raises(ConfigError, match=r"cleaner\.toml:2: no installed package 'cleaner-gone' offers rules"):
        Config.from_file(tmp_path / "cleaner.toml")


def test_a_rule_that_fails_costs_only_itself(acme: Path) -> None:
    result = Pipeline(plugins=["cleaner-acme"]).run("ACME-1204 The bridge [fail] is open.")
    assert result.text == "The bridge [fail] is open."
    assert [(failure.rule, failure.reason) for failure in result.failures] == [
        ("acme/broken", "failed with ValueError: it was asked to")
    ]


def test_a_name_that_is_taken_is_a_mistake(acme: Path, tmp_path: Path) -> None:
    rules, none = plugins.load("Cleaner.Acme")
    assert none == ()
    assert [rule.name for rule in rules] == ["acme/slug", "acme/broken"]
    registry = Config.make().registry.with_rules(rules[:1])
    assert "acme/slug: there are two rules of this name" in problems(registry=registry, plugins=["cleaner-acme"])


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("CLEANER_KIT", 2, "was written for version 2 of the kit for rules; this is version 1"),
        ("RULES", "text", "offers 't', which is not a rule"),
        ("RULES", int, "offers <class 'int'>, which is not a rule"),
    ],
)
def test_a_package_that_does_not_fit_is_refused(
    acme: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object, message: str
) -> None:
    import cleaner_acme

    monkeypatch.setattr(cleaner_acme, name, value)
    assert message in problems(plugins=["cleaner-acme"])


def test_a_package_that_cannot_be_imported_is_a_mistake(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cleaner_acme", None)
    assert "cleaner-acme: 'cleaner_acme:RULES' cannot be loaded: ModuleNotFoundError" in problems(
        plugins=["cleaner-acme"]
    )
