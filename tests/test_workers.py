"""Many texts: order, laziness, workers that start clean, and one bad text that costs no other."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cleaner import Pipeline
from cleaner.errors import CleanerError
from cleaner.workers import count_of_workers, ordered

ROOT = Path(__file__).parents[1]
TEXTS = [f'Sentence {number} ended here. It said, " the harbour is ours ", and left.' for number in range(150)]


class Squares:
    """Work on lists of numbers, of which 13 kills the process and 7 is a fault."""

    def __call__(self, task):
        for number in task:
            if number == 13:
                os.kill(os.getpid(), signal.SIGKILL)
            if number == 7:
                raise ZeroDivisionError("seven")
        return [number * number for number in task]

    def idle(self, task):
        return None if task else []

    def parts(self, task):
        return [[number] for number in task] if len(task) > 1 else ()

    def lost(self, task, error):
        return [str(error)]


def run(texts, workers):
    return list(Pipeline().run_many(texts, workers=workers))


def test_results_are_the_same_for_any_number_of_workers():
    one, two = run(TEXTS, 1), run(TEXTS, 2)
    assert [result.text for result in one] == [result.text for result in two]
    assert [result.findings for result in one] == [result.findings for result in two]
    assert [result.original for result in two] == TEXTS
    assert two[3].score == one[3].score
    assert two[3].undo() == TEXTS[3]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bad_text_costs_no_other(workers, monkeypatch):
    results = run([TEXTS[0], None, TEXTS[1]], workers)
    assert [bool(result.error) for result in results] == [False, True, False]
    assert "must be a str, not NoneType" in str(results[1].error)
    assert results[1].original is None
    assert results[2].changed


def test_a_rule_that_fails_is_told_in_the_result(monkeypatch):
    from cleaner.passes.quotes import SpaceInside

    monkeypatch.setattr(SpaceInside, "propose", lambda self, document: 1 / 0)
    (result,) = run(TEXTS[:1], 1)
    assert [failure.rule for failure in result.failures] == ["quotes/space-inside"]
    assert (result.error, result.text) == (None, TEXTS[0])


def test_texts_are_drawn_as_they_are_needed():
    drawn = []

    def texts():
        for text in TEXTS:
            drawn.append(text)
            yield text

    results = Pipeline().run_many(texts())
    assert drawn == []
    next(results)
    assert len(drawn) == 1


@pytest.mark.parametrize("size", [1, 4, 40])
def test_what_kills_a_worker_is_found_and_all_else_is_done(size):
    tasks = [list(range(100, 100 + size)), [13], [1, 2, 13, 4, 5], [], [6]]
    results = [number for _, done in ordered(Squares(), tasks, 2) for number in done]
    died = [result for result in results if isinstance(result, str)]
    assert len(died) == 2
    assert "the process that cleaned it died" in died[0]
    assert [each for each in results if not isinstance(each, str)] == [
        number**2 for number in [*range(100, 100 + size), 1, 2, 4, 5, 6]
    ]


def test_a_worker_that_is_killed_loses_no_task_that_it_has_for_later():
    tasks = [[number] for number in range(14, 60)] + [[13]] + [[number] for number in range(60, 80)]
    results = [done for _, done in ordered(Squares(), tasks, 1, isolated=True)]
    assert isinstance(results[46][0], str)
    assert results[:46] + results[47:] == [[number**2] for number in range(14, 80)]


def test_tasks_and_answers_that_no_pipe_holds_block_nobody():
    long = [[number] * 500_000 for number in range(20, 26)]
    tasks = [[1], [2], [3], *long]
    results = [done for _, done in ordered(Squares(), tasks, 2)]
    assert results == [[number**2 for number in task] for task in tasks]


def test_a_fault_of_the_work_itself_ends_it():
    with pytest.raises(RuntimeError, match="ZeroDivisionError: seven"):
        list(ordered(Squares(), [[1], [7], [2]], 2))
    assert not multiprocessing.active_children()


def test_an_iterator_that_is_closed_leaves_no_worker():
    results = ordered(Squares(), ([number] for number in range(14, 10**9)), 2)
    assert next(results) == ([14], [196])
    assert multiprocessing.active_children()
    results.close()
    assert not multiprocessing.active_children()


def test_the_random_state_of_the_host_is_left_alone():
    before = random.getstate()
    run(TEXTS[:20], 2)
    assert random.getstate() == before


def test_zero_workers_are_one_a_processor():
    assert count_of_workers(0) == len(os.sched_getaffinity(0))
    with pytest.raises(ValueError, match="-1"):
        count_of_workers(-1)


def script(tmp_path, code, **options):
    (tmp_path / "script.py").write_text(code)
    return subprocess.Popen(
        [sys.executable, "script.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), **options},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_script_without_a_guard_is_told_what_it_lacks(tmp_path):
    code = "import cleaner\nprint(list(cleaner.Pipeline().run_many(['It ended. was'] * 2, workers=2)))\n"
    _, err = script(tmp_path, code).communicate(timeout=60)
    assert "a worker process cannot start" in err
    assert "__name__ == '__main__'" in err


ENDLESS = """
import itertools, cleaner, multiprocessing
if __name__ == "__main__":
    results = cleaner.Pipeline().run_many(itertools.repeat("The bridge was opened. was"), workers=2)
    next(results)
    print(*[child.pid for child in multiprocessing.active_children()], flush=True)
    for result in results: pass
"""


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="there is no /proc")
def test_workers_of_a_killed_parent_end(tmp_path):
    running = script(tmp_path, ENDLESS)
    pids = [int(pid) for pid in running.stdout.readline().split()]
    assert len(pids) == 2
    assert all(map(alive, pids))
    running.kill()
    running.communicate()
    for _ in range(100):
        if not any(map(alive, pids)):
            break
        time.sleep(0.1)
    assert not any(map(alive, pids))


def test_hash_seeds_make_no_difference(tmp_path):
    code = (
        "import cleaner\nif __name__ == '__main__':\n"
        f"    print([r.text for r in cleaner.Pipeline().run_many({TEXTS[:9]!r}, workers=2)])\n"
    )
    outputs = {script(tmp_path, code, PYTHONHASHSEED=seed).communicate(timeout=60)[0] for seed in ("0", "1")}
    assert len(outputs) == 1
    assert "Sentence 8" in outputs.pop()


def test_an_error_of_the_package_keeps_its_kind():
    class Failing(Squares):
        def __call__(self, task):
            raise CleanerError("as it is")

    with pytest.raises(CleanerError, match="as it is"):
        list(ordered(Failing(), [[1]], 1))
