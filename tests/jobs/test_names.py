import ast
from pathlib import Path

from django.apps import apps
from django.conf import settings

from jobs.outbox import TASKS


def calls(function):
    """Every call of that function in the product's own code."""
    for app in apps.get_app_configs():
        if not app.path.startswith(str(settings.HERE)) or ".venv" in app.path:
            continue
        for source in Path(app.path).rglob("*.py"):
            for node in ast.walk(ast.parse(source.read_text())):
                named = isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", ""))
                if named == function:
                    yield f"{source}:{node.lineno}", node


def test_every_task_that_is_named_exists():
    wanted = {place: node.args[0] for place, node in calls("enqueue")}
    wanted |= {place: node.args[0] for place, node in calls("enqueue_many")}
    for place, node in calls("register_due"):
        wanted[place] = next(word.value for word in node.keywords if word.arg == "task")
    names = {place: name.value for place, name in wanted.items() if isinstance(name, ast.Constant)}
    assert {place: name for place, name in names.items() if name not in TASKS} == {}
    others = [place for place in wanted if place not in names]
    assert [place for place in others if "jobs/due.py" not in place] == []


def test_a_task_is_called_as_its_app_and_what_it_does():
    product = {name: task for name, task in TASKS.items() if not task.__module__.startswith("tests.")}
    assert {name for name in product if not product[name].__module__.endswith(f"{name.split('.')[0]}.tasks")} == set()
