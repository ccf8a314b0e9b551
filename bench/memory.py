"""How much memory the desk takes with 100,000 items, and whether it grows while a thousand are opened and closed."""

from pathlib import Path

from bench import stores, window
from bench.row import Row
from desktop.window import DeskWindow
from ui.views.items.screen import MatterScreen


def measure(quick: bool) -> list[Row]:
    count, opened = (2000, 40) if quick else (100_000, 1000)
    warm = opened // 5
    with stores.filled(count) as folder, window.opened(folder) as shown:
        shown.go("items")
        window.settle()
        fresh = resident()
        view = shown.screen_view
        assert isinstance(view, MatterScreen)
        _walk(shown, view, range(1, warm + 1))
        before = resident()
        _walk(shown, view, range(warm + 1, warm + opened + 1))
        after = resident()
    return [
        Row(f"memory with {count:,} items, list shown", fresh, "MB", 220),
        Row(f"the same after {warm + opened:,} items were opened and closed", after, "MB", 220),
        Row(f"growth over the last {opened:,} of them", after - before, "MB", 4),
    ]


def _walk(shown: DeskWindow, view: MatterScreen, numbers: range) -> None:
    for number in numbers:
        view.open(f"01b{number:023}")
        window.settle(quiet=0.002)
        view.back_to_list()
    window.settle()


def resident() -> float:
    """Megabytes of this process that lie in memory (Linux)."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def peak(pid: int | str = "self") -> float:
    """Megabytes that lay in memory at most since the process began (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024
