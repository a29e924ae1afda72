# SPDX-License-Identifier: AGPL-3.0-or-later
"""The unlock screen's other questions, answered without a disk."""

from ui.errors import ShownError
from ui.keeping_port import SetUpView, WayBack, WorkerChoice, WorkersView


class FakeKeeping:
    """Workers of a laptop, by label."""

    def __init__(self, passphrase: str, *labels: str) -> None:
        self._passphrase = passphrase
        self.labels = list(labels or ["Worker 1"])
        self.unlock_refuses: ShownError | None = None
        self.chosen = "0"
        self.same_vault = False
        self.set_aside_times = 0
        self.back = WayBack.COUNTY

    def workers(self) -> WorkersView:
        choices = (WorkerChoice(str(at), label) for at, label in enumerate(self.labels))
        return WorkersView(tuple(choices), self.chosen)

    def choose(self, worker: str) -> None:
        self.chosen = worker

    def prepare_set_up(self) -> SetUpView:
        return SetUpView(f"Worker {len(self.labels) + 1}", self.same_vault)

    def remove(self, passphrase: str) -> None:
        if passphrase != self._passphrase:
            raise ShownError("The passphrase does not open this laptop.", "Check it and try again.")
        del self.labels[int(self.chosen)]
        self.chosen = "0"

    def way_back(self) -> WayBack:
        return self.back

    def set_aside(self) -> None:
        self.set_aside_times += 1

    def refuse_unlock(self) -> None:
        if self.unlock_refuses is not None:
            raise self.unlock_refuses
