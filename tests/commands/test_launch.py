"""JupyterLab opens on the first lesson and asks nothing, and the user's own settings stay as they are."""

import json
import os
import sys

import pytest

from dlcourse.commands import launch
from dlcourse.commands.launch import lab_command, lab_environment, open_lab, write_defaults

LESSON = "1_basics/00_how_to_use"


def test_jupyterlab_finds_our_defaults(tmp_path, monkeypatch):
    from jupyterlab_server.settings_utils import _get_overrides

    config = write_defaults(tmp_path)
    for name, value in lab_environment(config, os.environ).items():
        monkeypatch.setenv(name, value)
    overrides, error = _get_overrides(str(tmp_path / "no app settings"))
    assert not error
    notification = overrides["@jupyterlab/apputils-extension:notification"]
    assert notification == {"fetchNews": "false", "checkForUpdates": False}


def test_what_we_set_is_what_jupyterlab_asks_about():
    from jupyterlab.commands import get_app_dir

    for plugin, values in launch.DEFAULTS.items():
        package, name = plugin.split(":")
        with open(f"{get_app_dir()}/schemas/{package}/{name}.json", encoding="utf-8") as file:
            schema = json.load(file)["properties"]
        for setting, value in values.items():
            assert schema[setting]["default"] != value


def test_the_settings_and_layouts_of_the_user_stay_out_of_it(tmp_path):
    mine = {"JUPYTER_CONFIG_PATH": "/mine", "HOME": "/home/me", "JUPYTERLAB_WORKSPACES_DIR": "/mine/too"}
    environment = lab_environment(tmp_path, mine)
    assert environment["JUPYTER_CONFIG_PATH"] == os.pathsep.join([str(tmp_path), "/mine"])
    assert environment["JUPYTERLAB_WORKSPACES_DIR"] == str(tmp_path / "workspaces")
    assert environment["HOME"] == "/home/me"
    assert "JUPYTERLAB_SETTINGS_DIR" not in environment
    assert "JUPYTER_CONFIG_DIR" not in environment


def test_jupyterlab_is_that_of_this_environment_and_opens_the_lesson(tmp_path):
    command = lab_command(tmp_path, LESSON, None, True, [])
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={tmp_path}" in command
    assert f"--LabApp.default_url=/lab/tree/{LESSON}.ipynb" in command
    assert "--no-browser" not in command
    assert not any("port" in word for word in command)


def test_port_browser_and_further_options_are_passed_on(tmp_path):
    command = lab_command(tmp_path, LESSON, 8890, False, ["--debug"])
    assert "--ServerApp.port=8890" in command
    assert "--no-browser" in command
    assert command[-1] == "--debug"


@pytest.mark.parametrize(("user", "allowed"), [(0, True), (1000, False)])
def test_only_the_superuser_needs_a_permission(tmp_path, monkeypatch, user, allowed):
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    assert ("--allow-root" in lab_command(tmp_path, LESSON, None, True, [])) == allowed


def test_opening_it_becomes_jupyterlab_in_the_working_copy(tmp_path, monkeypatch):
    seen = {}

    def execve(path, command, environment):
        seen.update(path=path, command=command, environment=environment, folder=os.getcwd())
        raise SystemExit(0)

    monkeypatch.setattr(launch, "can_become", lambda: True)
    monkeypatch.setattr(launch.os, "execve", execve)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        open_lab(tmp_path, LESSON, port=8890, browser=False)
    assert seen["path"] == sys.executable
    assert "--ServerApp.port=8890" in seen["command"]
    assert seen["folder"] == str(tmp_path.resolve())
    defaults = tmp_path / ".dlcourse" / "jupyter" / "labconfig" / "default_setting_overrides.json"
    assert json.loads(defaults.read_text()) == launch.DEFAULTS


def test_where_no_process_can_become_another_jupyterlab_is_waited_for(tmp_path, monkeypatch):
    waited = []
    monkeypatch.setattr(launch, "can_become", lambda: False)
    monkeypatch.setattr(
        launch.subprocess, "call", lambda command, **words: waited.append((command, words)) or 5
    )
    monkeypatch.chdir(tmp_path)
    assert open_lab(launch.Path("mine"), LESSON) == 5
    [(command, words)] = waited
    assert f"--ServerApp.root_dir={(tmp_path / 'mine').resolve()}" in command
    assert words["cwd"] == (tmp_path / "mine").resolve()
